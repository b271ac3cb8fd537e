"""The page that takes files in: choose, look, mend, preview, save."""
