"""Needs and providers brought together, made visible."""
