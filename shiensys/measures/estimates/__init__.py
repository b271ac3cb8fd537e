"""Shares worked out of what is released, with their ranges."""
