"""Lists of places and activities, and whether they are complete."""
