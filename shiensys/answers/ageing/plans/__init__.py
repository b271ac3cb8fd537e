"""The plan's targets beside the results."""
