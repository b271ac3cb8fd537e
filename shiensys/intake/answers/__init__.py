"""The needs survey: answers, cross-tables, forms sent and returned."""
