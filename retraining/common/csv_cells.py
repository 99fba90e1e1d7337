"""Cells of a CSV file that people open in a spreadsheet. Pure."""

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula.

    For files with words that somebody typed. Data files for statistics keep their values as they
    are: there a minus is a minus.

    Args:
        value: anything; None is empty.

    Returns:
        The text, behind an apostrophe where its first sign would begin a formula.
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text
