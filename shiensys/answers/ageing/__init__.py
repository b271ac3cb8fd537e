"""How old each part of the city is, how that came about, and what may be expected."""
