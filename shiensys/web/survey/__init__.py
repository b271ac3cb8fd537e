"""The page on what the needs survey tells."""
