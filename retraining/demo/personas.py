"""The people that a visitor can be with one click, and what to try as each of them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retraining.demo.cohort import Someone, cohort
from retraining.demo.world import STAFF, Colleague


@dataclass(frozen=True)
class Persona:
    """Somebody to sign in as.

    Args:
        slug: their place in the address.
        name, email: who they are.
        label: what they are, in a few words.
        try_this: a sentence on what to try.
        staff: whether they work on the trial.
    """

    slug: str
    name: str
    email: str
    label: str | Promise
    try_this: str | Promise
    staff: bool


TAKING_PART: dict[str, tuple[str | Promise, str | Promise]] = {
    "Ana Prieto": (
        _("Participant, first programme"),
        _("In week 3. Carry on with the main session from minute 8, or take the short one."),
    ),
    "Bea Thornton": (
        _("Participant, second programme"),
        _("In week 3 too. Answer this week's questions, one a page, then listen or read."),
    ),
    "June Ackroyd": (
        _("Has just accepted an invitation"),
        _("Read, agree with a fresh code from the mailbox, and choose a first day."),
    ),
}
AT_WORK: dict[str, tuple[str | Promise, str | Promise]] = {
    "Max Weber": (
        _("Trial manager"),
        _("Two people are ready: the server checks, you type the number and your password."),
    ),
    "Carla Rubio": (
        _("Clinician and safety owner in Madrid"),
        _("See who needs a call first and why, take an alert, and look through the week's review."),
    ),
    "Clive Hartley": (
        _("Clinician and safety owner in Leeds"),
        _("The same for other people: nobody in Madrid can be found from here."),
    ),
    "Ines Duarte": (
        _("Event assessor"),
        _("One adverse event waits: judge whether taking part caused it and was to be expected."),
    ),
    "Rita Hall": (
        _("Rater"),
        _("Sees numbers to rate, and nothing else of the people behind them."),
    ),
    "Stella Lindqvist": (
        _("Statistician"),
        _("Look at pooled figures, and download data with a codebook and without arms."),
    ),
    "Mona Keller": (
        _("Monitor"),
        _("Read who did what and who looked at what, and check the seal of the log."),
    ),
}


def _slug(who: Someone | Colleague) -> str:
    return who.name.split()[0].lower()


def personas() -> tuple[Persona, ...]:
    """Everybody to sign in as: people who take part first."""
    everyone: list[Someone | Colleague] = [*cohort(), *STAFF]
    everybody = {who.name: who for who in everyone}
    return tuple(
        Persona(_slug(everybody[name]), name, everybody[name].email, *words, staff)
        for group, staff in ((TAKING_PART, False), (AT_WORK, True))
        for name, words in group.items()
    )


def persona(slug: str) -> Persona | None:
    """The persona of a slug."""
    return next((one for one in personas() if one.slug == slug), None)
