"""The page of the councils: their meetings, and a meeting as it is held."""
