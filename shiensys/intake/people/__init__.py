"""Residents, households and certified persons."""
