"""What a file is by its contents, and what is in it beside its cells."""
