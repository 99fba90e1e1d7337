"""Reads of the demo's own pages."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise

from retraining.accounts.models import User
from retraining.accounts.second_factor import current_code
from retraining.common import clock
from retraining.demo.models import SeedProgress, SeedStep, StoredMail
from retraining.demo.personas import Persona, personas
from sessions import renditions

CODE_SECONDS = 30  # an authenticator app shows a new code that often (RFC 6238)
MAILS_A_PAGE = 25


@dataclass(frozen=True)
class Work:
    """Something that is being made ready.

    Args:
        key: for the page.
        label: what it is.
        done, total: parts; the total is 1 before it is known.
        begun: whether anything of it was begun.
    """

    key: str
    label: str | Promise
    done: int
    total: int
    begun: bool

    @property
    def ready(self) -> bool:
        """Whether nothing is left of it."""
        return self.begun and self.done >= self.total


def seeding() -> list[Work]:
    """The steps of seeding, as far as they have come."""
    rows = {row.step: row for row in SeedProgress.objects.all()}
    return [
        Work(step.value, step.label, row.done, row.total, True)
        if (row := rows.get(step.value))
        else Work(step.value, step.label, 0, 1, False)
        for step in SeedStep
    ]


def rendering() -> renditions.Progress:
    """How far the audio of this week is."""
    return renditions.progress()


@dataclass(frozen=True)
class Someone:
    """A persona as the page shows it.

    Args:
        persona: who.
        here: whether the seeding has made them.
        code: what the authenticator app of a member of staff shows now.
    """

    persona: Persona
    here: bool
    code: str


def everybody() -> list[Someone]:
    """The personas, with codes where they have an app."""
    people = personas()
    users = {user.email: user for user in User.objects.filter(email__in=[p.email for p in people])}
    return [
        Someone(
            persona,
            persona.email in users,
            current_code(users[persona.email]) if persona.staff and persona.email in users else "",
        )
        for persona in people
    ]


def seconds_left() -> int:
    """How long the codes of now are still good (real time)."""
    return CODE_SECONDS - int(clock.real_now().timestamp()) % CODE_SECONDS


def mails(page: str, to: str = "") -> Page[StoredMail]:
    """One page of mails, newest first.

    Args:
        page: number as it came; a wrong one gives the first or last page.
        to: only mails to addresses that contain this.
    """
    rows = StoredMail.objects.order_by("-sent_at", "-pk").defer("text", "html")
    if to:
        rows = rows.filter(to__icontains=to)
    return Paginator(rows, MAILS_A_PAGE).get_page(page)


def mail_count() -> int:
    """How many mails the demo has sent to nobody."""
    return StoredMail.objects.count()


def mail(mail_id: int) -> StoredMail | None:
    """One mail."""
    return StoredMail.objects.filter(pk=mail_id).first()


def user_of(persona: Persona) -> User | None:
    """The user of a persona; None before the seeding has made them."""
    return User.objects.filter(email=persona.email).first()
