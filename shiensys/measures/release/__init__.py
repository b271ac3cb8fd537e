"""What may be told of counts: cells, groups, what can be worked back, and what stays between versions."""
