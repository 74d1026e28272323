"""Rows only: tables, statements and migrations. Knows nothing of questionnaires."""
