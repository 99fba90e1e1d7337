"""The only writers of safety's facts. Keyword-only, atomic, row and audit entry together."""
