"""What binds a sealed value of a list to its place: moved elsewhere it does not open. Pure."""

# Every sealed slot has one length: a longer name would show in the length of its ciphertext.
ARM_WIDTH = 40


def slot_context(stratum_id: int, position: int) -> str:
    """Of the arm of a slot."""
    return f"slot.arm:{stratum_id}:{position}"


def salt_context(trial_id: int, number: int) -> str:
    """Of the salt of a segment."""
    return f"segment.salt:{trial_id}:{number}"


def csv_context(trial_id: int, number: int) -> str:
    """Of the exact bytes of a segment."""
    return f"segment.csv:{trial_id}:{number}"
