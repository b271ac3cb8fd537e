"""Attacks on what is released of a survey, by one who knows every rule and every published number."""
