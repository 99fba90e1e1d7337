"""Arms and whole numbers as they are written on a command line. Pure."""

from retraining.randomisation.blocks import Arm, BadPlan


def arms(text: str) -> tuple[Arm, ...]:
    """Read `A:1,B:1`.

    Raises:
        BadPlan: an arm without a ratio, or a ratio that is no whole number.
    """
    return tuple(_arm(part) for part in text.split(","))


def _arm(text: str) -> Arm:
    code, colon, ratio = text.partition(":")
    if not colon:
        raise BadPlan(f"arm {text!r} has no ratio; write it as A:1")
    return Arm(code.strip(), whole(f"the ratio of arm {code}", ratio))


def whole(what: str, text: str) -> int:
    """Read a whole number from 0.

    Args:
        what: what it stands for, in the sentence of a refusal.
        text: as it was written.

    Raises:
        BadPlan: anything else.
    """
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise BadPlan(f"{what} must be a whole number, not {text!r}")
    return int(text)
