"""What is asked after a "yes": the follow-up questions of each kind of report, in order. Pure.

Source: the weekly safety questions of the shipped protocol (items 7 and 8 of the check-in).
"""

from collections.abc import Mapping

WORDS = ("what",)  # answered in words; all others by a code
STEPS: Mapping[str, tuple[str, ...]] = {
    "health": ("what", "began", "activities", "over", "care", "danger"),
    "taking-part": ("what", "still", "call"),
    "session": (),
}
CODES: Mapping[str, tuple[str, ...]] = {
    "began": ("days", "week", "longer", "unsure"),
    "activities": ("not", "partly", "fully"),
    "over": ("yes", "no"),
    "care": ("none", "doctor", "urgent", "hospital"),
    "danger": ("yes", "no"),
    "still": ("yes", "no"),
    "call": ("yes", "no"),
}
# What a wish for a call may follow: the pages with such a button, or a report of a kind.
CALLS = ("worse", "stopped", "help", *STEPS)
# Which answers of the weekly check-in open a report, and of what kind. 0 is "No" in both.
OPENED_BY: Mapping[str, str] = {
    "check-in.new_problem": "health",
    "check-in.upset": "taking-part",
}
# Which answers make an event serious, and by which criterion: {item: {code: criterion}}.
SERIOUS: Mapping[str, Mapping[str, str]] = {
    "care": {"hospital": "hospital"},
    "danger": {"yes": "life-threatening"},
}
# What is said beside a session and counts as a report: {remark item: codes}.
REMARKS: Mapping[str, tuple[str, ...]] = {
    "worse": ("",),
    "stopped": ("worse", "upset", "pain"),
    "felt": ("upsetting",),
}


def next_step(kind: str, answered: Mapping[str, object]) -> str | None:
    """The first follow-up question that was not reached yet; None after the last."""
    return next((step for step in STEPS[kind] if step not in answered), None)


def is_answer(kind: str, item: str, value: str) -> bool:
    """Whether this is one of the item's codes; empty leaves it blank."""
    if item not in STEPS[kind] or item in WORDS:
        return False
    return value == "" or value in CODES[item]
