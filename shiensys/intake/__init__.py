"""A city's messy files in, checked tables or a plain report out."""
