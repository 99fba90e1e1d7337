"""What /manage/ shows of one person: where they stand, what happened, and the way to randomise."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from django.urls import reverse
from django.utils.dateformat import format as date_words
from django.utils.translation import gettext as _

from retraining.accounts.models import User
from retraining.common.clock import local
from retraining.common.ui import Fact, Task
from retraining.portal.selectors_manage import stratum_name
from retraining.portal.selectors_screening import reason_words, topic_words
from retraining.randomisation import protocol_section as chance
from retraining.randomisation import selectors as randomisation
from retraining.trials import protocol_section
from retraining.trials.models import (
    Background,
    EligibilityVerdict,
    Invitation,
    Participant,
    Withdrawal,
)
from retraining.trials.selectors_logs import standing_rows
from retraining.trials.standing import Standing

OVER = (Standing.STOPPED, Standing.CANNOT, Standing.OUT, Standing.LOST, Standing.DIED)
Placed: TypeAlias = Any  # a Participant with the annotations of `with_standing`


def staff_name(user: User | None) -> str:
    """A member of staff as colleagues read it."""
    return (user.name or user.email) if user is not None else _("the system")


def moment(when: datetime, person: Participant) -> str:
    """A moment on the wall clock of the person's site: "23 November 2026, 10:42"."""
    return date_words(local(when, person.site.time_zone), "j F Y, H:i")


def steps(person: Placed) -> list[Task]:
    """Where a person stands, as the task list of the page."""
    here = _Steps(person)
    return [
        here.invitation(),
        here.screening(),
        here.fact(_("Consent"), person.agreed_at, _("Signed %s"), _("Not signed")),
        here.fact(_("First questions"), person.answered_at, _("Sent %s"), _("Not sent")),
        here.start_day(),
        here.call(),
        here.eligibility(),
        here.background(),
        here.randomised(),
    ]


class _Steps:
    """One row each; rows that are the manager's to do carry a link."""

    def __init__(self, person: Placed) -> None:
        self.person = person
        self.open = person.standing not in OVER

    def fact(self, label: str, when: datetime | None, done: str, not_yet: str) -> Task:
        if when is None:
            return Task(label=label, status=not_yet)
        return Task(label=label, status=done % moment(when, self.person), done=True)

    def invitation(self) -> Task:
        person, label = self.person, _("Invitation")
        if person.joined_at is not None or person.user_id is not None:
            return self.fact(label, person.joined_at, _("Accepted %s"), _("Accepted"))
        if person.standing == Standing.INVITED:
            return Task(label=label, status=_("Open until %s") % moment(person.open_until, person))
        return Task(label=label, status=_("No link is open"))

    def screening(self) -> Task:
        """The person's own answers on whether the study fits."""
        newest = self.person.screenings.order_by("-pk").first()
        if newest is None:
            return Task(label=_("Own answers"), status=_("Not answered"))
        words = _("May fit, %s") if newest.eligible else _("Does not fit, %s")
        status = words % moment(newest.at, self.person)
        return Task(label=_("Own answers"), status=status, done=True)

    def call(self) -> Task:
        """The live call with the risk question."""
        person, label = self.person, _("The call, with the risk question")
        url = "" if no_eligibility_now(person) else reverse("manage_call", args=[person.code])
        if person.called_at is None:
            return Task(label=label, status=_("To record"), url=url)
        status = _("Recorded %s") % moment(person.called_at, person)
        return Task(label=label, status=status, url=url, done=True)

    def start_day(self) -> Task:
        day = self.person.chosen_start
        if day is None:
            return Task(label=_("Start day"), status=_("Not chosen"))
        return Task(label=_("Start day"), status=date_words(day, "l j F Y"), done=True)

    def eligibility(self) -> Task:
        person, label = self.person, _("Eligibility")
        url = reverse("manage_eligibility", args=[person.code])
        may = not no_eligibility_now(person)
        if person.verdict is None:
            return Task(label=label, status=_("To confirm"), url=url if may else "")
        words = _("Can take part, %s") if person.verdict else _("Cannot take part, %s")
        status = words % moment(person.verdict_at, person)
        return Task(label=label, status=status, url=url if may else "", done=True)

    def background(self) -> Task:
        """Age, schooling, work: asked once by voice, of whoever can take part."""
        person, label = self.person, _("About the person")
        url = reverse("manage_log", args=[person.code, "background"])
        if not person.verdict:
            return Task(label=label, status=_("Asked once the person can take part"))
        if not standing_rows(Background, person).exists():
            return Task(label=label, status=_("To write down"), url=url)
        return Task(label=label, status=_("Written down"), url=url, done=True)

    def randomised(self) -> Task:
        person, label = self.person, _("Randomisation")
        if person.randomised_at is not None:
            url = reverse("randomise_done", args=[person.code])
            status = _("Randomised %s") % moment(person.randomised_at, person)
            return Task(label=label, status=status, url=url, done=True)
        if not self.open:
            return Task(label=label, status=_("Not possible"))
        ready = person.standing == Standing.READY
        status = _("Ready") if ready else _("See what is still open")
        url = reverse("randomise", args=[person.code])
        return Task(label=label, status=status, url=url, tone="action" if ready else "plain")


def no_eligibility_now(person: Placed) -> str:
    """Why the eligibility of a person cannot be recorded now; empty where it can."""
    if person.user_id is None:
        return _("No health question before the person has read the privacy notice.")
    if person.randomised_at is not None:
        return _("This person is randomised. The answers stay as they are.")
    if person.stopped_at is not None:
        return _("This person has stopped.")
    if person.ending is not None:
        return _("This person no longer takes part.")
    return ""


def verdict_of(person: Participant) -> tuple[EligibilityVerdict | None, list[str]]:
    """The newest verdict, and the criteria that stand against taking part, in words."""
    verdict = person.verdicts.select_related("by").order_by("-pk").first()
    criteria = protocol_section.read(person.version.content).criteria
    against = verdict.reasons if verdict else []
    texts = {
        c.key: _("%(text)s: no") % {"text": c.text}
        if c.expect
        else _("%(text)s: yes") % {"text": c.text}
        for c in criteria
    }
    return verdict, [texts.get(key, key) for key in against]


@dataclass(frozen=True)
class Happening:
    """Something that happened to a person, and who did it."""

    at: datetime
    what: str
    who: str


def history(person: Placed) -> list[Happening]:
    """What happened, newest first. Scores, arms and reasons in free text are not part of it."""
    found = [
        *_of_invitations(person),
        *[
            Happening(row.signed_at, _("Consent signed"), _("the person"))
            for row in person.consents.all()
        ],
        *[_of_verdict(row) for row in person.verdicts.select_related("by")],
        *_of_screening(person),
        *[_of_withdrawal(row) for row in person.withdrawals.select_related("by")],
    ]
    if person.answered_at:
        found.append(Happening(person.answered_at, _("First questions sent"), _("the person")))
    outcome = randomisation.outcome_of(person)
    if outcome:
        found.append(Happening(outcome.at, _("Randomised"), staff_name(outcome.by)))
    return sorted(found, key=lambda one: one.at, reverse=True)


def _of_invitations(person: Participant) -> list[Happening]:
    rows: list[Happening] = []
    words: tuple[tuple[str, str, Callable[[Invitation], str]], ...] = (
        ("created_at", _("Invitation sent"), lambda row: staff_name(row.by)),
        ("spent_at", _("Invitation accepted"), lambda _row: _("the person")),
        ("revoked_at", _("Link closed"), lambda row: staff_name(row.revoked_by)),
    )
    for row in person.invitations.select_related("by", "revoked_by"):
        for field, text, who in words:
            if (at := getattr(row, field)) is not None:
                rows.append(Happening(at, text, who(row)))
    return rows


def _of_verdict(row: EligibilityVerdict) -> Happening:
    words = _("Eligibility: can take part") if row.eligible else _("Eligibility: cannot take part")
    return Happening(row.at, words, staff_name(row.by))


def _of_screening(person: Placed) -> list[Happening]:
    own = _("the person")
    rows = [
        Happening(row.at, _("Answered whether the study fits"), own)
        for row in person.screenings.all()
    ]
    rows += [
        Happening(row.at, _("Rang the person"), staff_name(row.by))
        for row in person.screening_calls.select_related("by")
    ]
    for line in person.screening_log.select_related("by"):
        by_staff = line.by is None or line.by.is_staff_member
        line.participant = person
        rows.append(
            Happening(line.at, reason_words(line), staff_name(line.by) if by_staff else own)
        )
    rows += [
        Happening(talk.at, topic_words(talk), own) for talk in person.talk_requests.order_by("pk")
    ]
    return rows


def _of_withdrawal(row: Withdrawal) -> Happening:
    by_staff = row.by is not None and row.by.is_staff_member
    words = row.get_level_display() or _("Destroy the samples that were taken")
    if row.undoes_id is not None:
        words = _("Took the choice to stop back") if not by_staff else _("Goes on, after a talk")
    return Happening(row.at, words, staff_name(row.by) if by_staff else _("the person"))


def identity_facts(identity: dict[str, str]) -> list[Fact]:
    """Name, address and telephone as a summary list."""
    return [
        Fact(label=_("Name"), value=identity["name"]),
        Fact(label=_("E-mail address"), value=identity["email"]),
        Fact(label=_("Telephone"), value=identity["phone"]),
    ]


@dataclass(frozen=True)
class CheckRow:
    """One condition for randomising, with the way to what is missing."""

    label: str
    holds: bool
    reason: str
    url: str
    link: str


def check_rows(person: Participant) -> list[CheckRow]:
    """Every check as the server sees it now."""
    ways = {
        "new": (reverse("randomise_done", args=[person.code]), _("See the result")),
        "eligible": (reverse("manage_eligibility", args=[person.code]), _("Confirm eligibility")),
        "consent": (reverse("manage_person", args=[person.code]), _("See what is lacking")),
        "place": (reverse("manage_home") + "#places", _("See the list")),
    }
    person_page = (reverse("manage_person", args=[person.code]), _("See the person's page"))
    return [
        CheckRow(str(check.label), check.holds, check.reason, *ways.get(check.key, person_page))
        for check in randomisation.stand(person).checks
    ]


def stratum_facts(person: Participant, levels: dict[str, str]) -> list[Fact]:
    """The strata of a person for checking, each with where it comes from. No score."""
    section = chance.read(person.version.content)
    facts = []
    if section.by_site:
        facts.append(Fact(label=_("Site"), value=person.site.name))
    for factor in section.factors:
        low = levels[factor.name] == factor.low
        scale = f"{factor.instrument or ''} {factor.scale}".strip()
        words = (
            _("%(level)s: %(scale)s %(cut)g or less")
            if low
            else _("%(level)s: %(scale)s more than %(cut)g")
        )
        value = words % {"level": levels[factor.name], "scale": scale, "cut": factor.cut}
        facts.append(Fact(label=factor.name.capitalize(), value=value))
    return facts


def outcome_words(person: Participant) -> dict[str, str] | None:
    """The blinded outcome in words: `at`, `by`, `stratum`, `start`; None before randomising."""
    outcome = randomisation.outcome_of(person)
    if outcome is None:
        return None
    wall = local(outcome.at, person.site.time_zone)
    return {
        "time": date_words(wall, "H:i"),
        "day": date_words(wall, "l j F"),
        "by": staff_name(outcome.by),
        "by_pk": str(outcome.by.pk),
        "stratum": stratum_name(outcome.levels, {person.site.slug: person.site.name}),
        "start": date_words(person.chosen_start, "l j F") if person.chosen_start else "",
    }
