"""Sheets as cities send them: text or workbook in, named columns and numbered rows out."""
