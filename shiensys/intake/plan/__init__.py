"""Files of the city's own plan: what it aims at, and what came of it."""
