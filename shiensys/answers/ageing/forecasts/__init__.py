"""What may be expected, how sure that is, and when bounds are passed."""
