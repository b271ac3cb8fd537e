"""Which district a row is about, and where on earth a place is."""
