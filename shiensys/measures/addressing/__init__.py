"""Places found for addresses and names of halls."""
