"""The audit log as a monitor reads it: plain sentences, filters, one page at a time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retraining.accounts.models import User
from retraining.accounts.roles import ROLES, Role
from retraining.assessments.models import Response
from retraining.audit.models import AuditEntry
from retraining.portal import audit_places
from retraining.portal.audit_words import OTHER, OWN, SENTENCES
from retraining.portal.selectors_manage_person import staff_name
from retraining.trials.models import Participant, Site, StaffAssignment
from retraining.trials.scope import Scope

PER_PAGE = 50
IN_A_SENTENCE = 3  # numbers named in the sentence itself; more stand behind it
UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Wanted:
    """What a reader of the log asks for; empty values ask for everything.

    Args:
        action: first word of the action, such as "consent".
        person: number of a participant.
        actor: id of a member of staff, "people" for participants, "system".
        site: id of a site: what was done to it, to its people and by them.
        since, until: days in UTC, both included.
    """

    action: str = ""
    person: str = ""
    site: str = ""
    actor: str = ""
    since: date | None = None
    until: date | None = None

    def in_short(self) -> str:
        """What was asked for, for the log itself; empty where it was everything.

        Somebody may have typed a name where a number belongs: that is not kept.
        """
        asked = {name: value for name, value in vars(self).items() if value}
        if self.person and not self.person.isdecimal():
            asked["person"] = "not a number"
        return ", ".join(f"{name}={value}" for name, value in asked.items())


def _of_trial(scope: Scope) -> QuerySet[AuditEntry]:
    """Entries of the trial, and those of no trial (accounts)."""
    return AuditEntry.objects.filter(Q(trial_id=scope.trial_id) | Q(trial_id=None))


def entries(scope: Scope, wanted: Wanted) -> QuerySet[AuditEntry]:
    """The entries that a reader asks for, newest first."""
    found = _of_trial(scope)
    if wanted.action:
        found = found.filter(action__startswith=f"{wanted.action}.")
    if wanted.person:
        found = found.filter(_about(scope, wanted.person))
    if wanted.site:
        found = found.filter(audit_places.at_site(scope.trial_id, int(wanted.site)))
    if wanted.actor == "system":
        found = found.filter(actor=None)
    elif wanted.actor == "people":
        found = found.filter(actor__kind="participant")
    elif wanted.actor:
        found = found.filter(actor_id=int(wanted.actor))
    if wanted.since:
        found = found.filter(at__gte=datetime.combine(wanted.since, time.min, UTC))
    if wanted.until:
        found = found.filter(at__lte=datetime.combine(wanted.until, time.max, UTC))
    return found.order_by("-at", "-pk")


def _about(scope: Scope, code: str) -> Q:
    """Entries about a participant, or by them."""
    person = Participant.objects.visible_to(scope).filter(code=code).first()
    if person is None:
        return Q(pk=None)
    about = Q(object_type="participant", object_ids__contains=[person.pk])
    own = Response.objects.filter(participant=person).values_list("pk", flat=True)
    for pk in own:
        about |= Q(object_type="response", object_ids__contains=[pk])
    return about | Q(actor=person.user_id) if person.user_id else about


def staff_actors(scope: Scope) -> list[tuple[str, str]]:
    """Who may be asked for as actor: (id, name)."""
    staff = User.objects.filter(assignments__trial_id=scope.trial_id).distinct()
    return [(str(user.pk), staff_name(user)) for user in staff.order_by("name", "email")]


def sites(scope: Scope) -> list[tuple[str, str]]:
    """Sites that may be asked for: (id, name)."""
    found = Site.objects.filter(trial_id=scope.trial_id).order_by("name")
    return [(str(pk), name) for pk, name in found.values_list("pk", "name")]


@dataclass(frozen=True)
class Line:
    """One entry in words; `behind` are the numbers that the sentence does not name."""

    at: datetime
    sentence: str
    behind: list[str]
    reason: str
    request_id: str


def page_of_lines(rows: QuerySet[AuditEntry], number: str | None) -> tuple[Page[Any], list[Line]]:
    """One page of entries, and the same in sentences; a fixed number of queries."""
    page = Paginator(rows.select_related("actor"), PER_PAGE).get_page(number)
    return page, lines_of(list(page))


def lines_of(rows: list[AuditEntry]) -> list[Line]:
    """Entries in sentences; a fixed number of queries.

    Args:
        rows: with their actors.
    """
    return _Words(rows).lines()


class _Words:
    """Puts entries into words, looking up all names of one kind at once."""

    def __init__(self, rows: list[AuditEntry]) -> None:
        self.rows = rows
        ids: dict[str, set[Any]] = defaultdict(set)
        for row in rows:
            ids[row.object_type].update(row.object_ids)
        actors = {row.actor_id for row in rows if row.actor_id and not _is_staff(row)}
        self.codes_by_user = self._codes("user_id", ids["user"] | actors)
        self.names: dict[str, dict[Any, str]] = {
            "participant": self._codes("pk", ids["participant"]),
            "response": self._responses(ids["response"]),
            "user": self._users(ids["user"]),
            "assignment": self._assignments(ids["assignment"]),
            "site": dict(Site.objects.filter(pk__in=ids["site"]).values_list("pk", "name")),
        }

    @staticmethod
    def _codes(key: str, ids: Iterable[Any]) -> dict[Any, str]:
        found = Participant.objects.filter(**{f"{key}__in": ids})
        return dict(found.values_list(key, "code"))

    @staticmethod
    def _responses(ids: Iterable[Any]) -> dict[Any, str]:
        rows = Response.objects.filter(pk__in=ids).values_list("pk", "participant__code", "visit")
        words = _("the questions “%(visit)s” of participant %(code)s")
        return {pk: words % {"visit": visit, "code": code} for pk, code, visit in rows}

    def _users(self, ids: Iterable[Any]) -> dict[Any, str]:
        return {
            user.pk: staff_name(user)
            if user.is_staff_member
            else self._participant(self.codes_by_user.get(user.pk))
            for user in User.objects.filter(pk__in=ids)
        }

    @staticmethod
    def _assignments(ids: Iterable[Any]) -> dict[Any, str]:
        rows = StaffAssignment.objects.filter(pk__in=ids).select_related("user")
        return {row.pk: staff_name(row.user) for row in rows}

    @staticmethod
    def _participant(code: str | None) -> str:
        return _("participant %s") % code if code else _("a participant")

    def lines(self) -> list[Line]:
        return [self._line(row) for row in self.rows]

    def _line(self, row: AuditEntry) -> Line:
        names = self.names.get(row.object_type, {})
        named = list(dict.fromkeys(names.get(pk, str(pk)) for pk in row.object_ids))
        who, what = self._who(row), self._what(row.object_type, named)
        form = SENTENCES.get(row.action, OTHER)
        if what.endswith(who):
            form = OWN.get(row.action, form)
        words = {"reason": row.reason, "action": row.action, "role": _role(row.reason)}
        sentence = str(form) % {"who": who, "what": what, **words}
        in_sentence = "%(reason)s" in str(form) or row.reason in set(Role)
        return Line(
            at=row.at,
            sentence=sentence[:1].upper() + sentence[1:],
            behind=named if len(named) > IN_A_SENTENCE else [],
            reason="" if in_sentence else row.reason,
            request_id=row.request_id,
        )

    def _who(self, row: AuditEntry) -> str:
        if row.actor is None or _is_staff(row):
            return staff_name(row.actor)
        return self._participant(self.codes_by_user.get(row.actor_id))

    def _what(self, kind: str, named: list[str]) -> str:
        if kind != "participant":
            known = ", ".join(named) if kind in self.names else f"{kind} {', '.join(named)}"
            return known or kind
        if len(named) == 1:
            return self._participant(named[0])
        if len(named) <= IN_A_SENTENCE:
            return _("participants %s") % ", ".join(named) if named else _("no participant")
        words = ngettext("%(n)s participant", "%(n)s participants", len(named))
        return words % {"n": len(named)}


def _is_staff(row: AuditEntry) -> bool:
    return row.actor is not None and row.actor.is_staff_member


def _role(slug: str) -> str | Promise:
    return ROLES[Role(slug)].label if slug in set(Role) else slug
