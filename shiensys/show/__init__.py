"""An answer made visible: maps, charts and files."""
