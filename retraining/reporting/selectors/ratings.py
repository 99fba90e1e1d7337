"""Whom a rater may be asked to rate."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils import dateformat

from retraining.assessments.rating import DueRating, due_ratings
from retraining.assessments.words import Words, words_for
from retraining.common.clock import local
from retraining.trials.models import DateKind, Participant
from retraining.trials.scope import Scope

PER_PAGE = 100


def people_to_rate(scope: Scope, page: str) -> Page[Any]:
    """The people within reach who agreed to take part, by number.

    Nothing else of them is read: not whether they were randomised, began or stopped.
    """
    people = Participant.objects.visible_to(scope).filter(dates__kind=DateKind.ENROLLED)
    numbers = people.order_by("pk").values_list("pk", "code", named=True).distinct()
    return Paginator(numbers, PER_PAGE).get_page(page)


@dataclass(frozen=True)
class DueRow:
    """A rating that is due, as the rater's pages print it."""

    code: str
    key: str
    title: str
    until: str
    participant: Participant
    words: Words


def due_rows(scope: Scope) -> list[DueRow]:
    """Every rating that is open and not given."""
    due = due_ratings(scope)
    codes = {one.code for one in due}
    rows = Participant.objects.visible_to(scope).filter(code__in=codes)
    people = {row.code: row for row in rows.select_related("trial", "version")}
    return [_row(one, people[one.code]) for one in due]


def due_named(scope: Scope, code: str, key: str) -> DueRow | None:
    """One rating that is due; None where it is not, or lies out of reach."""
    wanted = (row for row in due_rows(scope) if (row.code, row.key) == (code, key))
    return next(wanted, None)


def _row(due: DueRating, person: Participant) -> DueRow:
    last = local(due.window.closes_at, person.time_zone)
    return DueRow(
        code=due.code,
        key=due.rating.key,
        title=due.rating.title,
        until=dateformat.format(last, "j F Y"),
        participant=person,
        words=words_for(person.trial, person.version, due.rating.parts[0].instrument),
    )
