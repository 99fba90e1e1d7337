"""Statistics as plain functions of numbers: no Django, no database, a source for each formula."""
