"""How the demonstration cities are made up: plans in, files out. One seed, so that every run gives the same bytes."""
