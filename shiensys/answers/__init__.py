"""The one door: asks measures, protects small numbers, attaches source and date, hands out what may be seen."""
