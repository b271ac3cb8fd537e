"""Polygons: any layer in, the city's districts out."""
