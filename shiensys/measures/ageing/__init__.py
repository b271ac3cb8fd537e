"""Ageing: what is counted, what may be expected, and how sure that is."""
