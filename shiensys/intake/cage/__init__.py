"""Uploaded files are opened in a process of its own, which may die."""
