"""Trials of what must never happen, each able to fail: ``python -m faults``, or ``python -m faults kill power``."""
