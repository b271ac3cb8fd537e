"""Ageing made visible: maps, charts over the years, ranges, and how the ages of residents lie."""
