"""From an author's file to a form: a workbook or YAML rows -> XForm -> frozen values."""
