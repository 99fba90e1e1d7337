"""The only writers of a trial's facts. Keyword-only, atomic, row and audit entry together."""
