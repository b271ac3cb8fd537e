"""The registry made visible: places found by a search on a map."""
