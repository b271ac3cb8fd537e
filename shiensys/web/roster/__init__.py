"""The page of the roster: a map to set points on, lists of what there is to do, and whom to call."""
