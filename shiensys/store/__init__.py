"""Versions that are never changed, and the pointer to the current one."""
