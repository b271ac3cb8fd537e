"""What a table is: columns, types, units, keys and where each convention comes from."""
