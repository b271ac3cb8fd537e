"""Minutes on paper and as plain text, as cities publish them."""
