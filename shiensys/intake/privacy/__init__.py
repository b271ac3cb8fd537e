"""Personal data that may not come in: by headings, and by what stands in cells."""
