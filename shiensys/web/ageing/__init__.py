"""The page on ageing: what was counted, what may be expected, what that does to need, and the plan's targets."""
