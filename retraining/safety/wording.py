"""Words for the codes of reports: what participants choose from, and what staff read."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

QUESTIONS: Mapping[str, Words] = {
    "what": _("What is it?"),
    "began": _("When did it begin?"),
    "activities": _("Has it stopped your usual activities?"),
    "over": _("Is it over?"),
    "care": _("Did you need help from a doctor or a hospital?"),
    "danger": _("Was your life in danger?"),
    "still": _("Is it still so today?"),
    "call": _("Would you like us to ring you?"),
}
HINTS: Mapping[str, Words] = {
    "what": _("A few words are enough. You can also leave this empty."),
    "care": _("Choose the most that you needed."),
    "danger": _("If it is in danger now, please ring for help at once."),
    "call": _("Somebody of the study team rings you when we are there."),
}
ANSWERS: Mapping[str, Mapping[str, Words]] = {
    "began": {
        "days": _("In the last few days"),
        "week": _("About a week ago"),
        "longer": _("Longer ago"),
        "unsure": _("I am not sure"),
    },
    "activities": {"not": _("Not at all"), "partly": _("Partly"), "fully": _("Fully")},
    "over": {"yes": _("Yes"), "no": _("No")},
    "care": {
        "none": _("No"),
        "doctor": _("A doctor or nurse"),
        "urgent": _("Urgent care or emergency room"),
        "hospital": _("A night in hospital or more"),
    },
    "danger": {"yes": _("Yes"), "no": _("No")},
    "still": {"yes": _("Yes"), "no": _("No")},
    "call": {"yes": _("Yes, please ring me"), "no": _("No, thank you")},
}
KINDS: Mapping[str, Words] = {
    "health": _("A health problem, new or clearly worse than usual"),
    "taking-part": _("Taking part upset them or made them feel worse"),
    "session": _("Said beside a session that they feel worse, are upset or in pain"),
}


def answer(item: str, value: str) -> Words:
    """An answer in words; empty where it was left blank."""
    return ANSWERS.get(item, {}).get(value, "")
