"""The page of the registry: search, list and map that move together, one place's sheet, and editing it."""
