"""The steps, one a file; each is never changed once it was released."""
