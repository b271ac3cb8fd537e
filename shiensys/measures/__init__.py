"""Pure analysis: tables in, tables out."""
