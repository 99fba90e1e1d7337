"""Queries about a value as staff read them: to and fro between the trial manager and a site."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from retraining.assessments import selectors, selectors_queries
from retraining.assessments.models import DataQuery, QueryStep, Response
from retraining.assessments.words import words_for
from retraining.common.sealing import CannotOpen
from retraining.trials.models import Participant
from retraining.trials.scope import Scope
from retraining.trials.services.identity import open_for


@dataclass(frozen=True)
class Past:
    """Something that happened to a value, newest last.

    Args:
        at: when.
        what: the value, or the step of a query.
        words: the reason or message, where it was asked for.
        who: who wrote it.
        sealed: whether there are words that were not asked for.
    """

    at: datetime
    what: str
    words: str
    who: str
    sealed: bool = False


@dataclass(frozen=True)
class Thread:
    """A query with its messages.

    Args:
        query: with its response.
        person: whose value it is about.
        messages: oldest first.
        open: nobody has closed it.
        answered: the site has said something since it was last asked.
    """

    query: DataQuery
    person: Participant
    messages: list[Past]
    open: bool
    answered: bool


def threads_of(response: Response, item: str, *, with_words: bool) -> list[Thread]:
    """The queries about one value, oldest first; their words where asked for."""
    rows = response.queries.filter(item=item).order_by("pk")
    return [_thread(query, with_words=with_words) for query in rows]


def open_threads(scope: Scope) -> list[Thread]:
    """Every query within reach that is not closed, oldest first, without words."""
    return [_thread(query) for query in selectors_queries.open_queries(scope)]


def site_threads(scope: Scope) -> list[Thread]:
    """What a site is asked, whatever waits for its answer in front; without words."""
    return [_thread(query) for query in selectors_queries.site_queries(scope)]


def site_thread(scope: Scope, pk: int, *, with_words: bool = False) -> Thread | None:
    """One open query that a site is asked, or None; its words where asked for."""
    query = selectors_queries.site_queries(scope).filter(pk=pk).first()
    return _thread(query, with_words=with_words) if query else None


def _thread(query: DataQuery, *, with_words: bool = False) -> Thread:
    person = query.response.participant
    rows = list(query.messages.select_related("by").order_by("pk"))
    messages = [
        Past(
            at=row.at,
            what=row.get_step_display(),
            words=opened(person, row.text_sealed, "query.text") if with_words else "",
            who=row.by.name,
            sealed=not with_words,
        )
        for row in rows
    ]
    last = rows[-1].step
    return Thread(
        query, person, messages, last != QueryStep.CLOSED, answered=last == QueryStep.ANSWERED
    )


def opened(person: Participant, sealed: bytes | memoryview, column: str) -> str:
    """Sealed words about a person, or that they were erased."""
    try:
        return open_for(person, sealed, column)
    except CannotOpen:
        return _("These words have been erased.")


@dataclass(frozen=True)
class AskedValue:
    """The value that a query is about.

    Args:
        visit: its title.
        text: the question as the person read it.
        value: what was answered, in words.
    """

    visit: str
    text: str
    value: str


def asked_value(query: DataQuery) -> AskedValue:
    """What was asked, and what counts as the answer today."""
    response = query.response
    person = response.participant
    words = words_for(person.trial, person.version, response.instrument)
    item = next(one for one in words.instrument.items if one.name == query.item)
    value = selectors.answers_of(response).get(query.item)
    titles = {visit.key: visit.title for visit in selectors.all_visits(person)}
    said = "" if value is None else words.option(item, value)
    number = _("blank") if value is None else str(value)
    return AskedValue(
        visit=titles.get(response.visit, response.visit),
        text=words.text(query.item),
        value=f"{number}: {said}" if said and said != number else number,
    )
