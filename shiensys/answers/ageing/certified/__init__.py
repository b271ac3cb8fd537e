"""Who is certified for care, and how that is told without telling of a few."""
