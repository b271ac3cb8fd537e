"""Who is responsible where, and how far each district has come, made visible."""
