"""What /manage/ shows of answers: visits and parts of a person, values, corrections."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from retraining.assessments import protocol_section, selectors
from retraining.assessments.models import (
    Answer,
    Correction,
    DataLock,
    Response,
)
from retraining.assessments.protocol_section import Part, Visit
from retraining.assessments.words import Words, words_for
from retraining.instruments.base import Item, Status
from retraining.portal.selectors_queries import Past, opened
from retraining.trials.models import Participant, Trial


@dataclass(frozen=True)
class PartRow:
    """A part of a visit of one person, as a row of the list."""

    visit: str
    part: str
    status: str
    tone: str
    mode: str
    at: datetime | None
    url: str


def part_rows(person: Participant) -> list[PartRow]:
    """Every part of every visit that has been open, in protocol order."""
    rows = Response.objects.filter(participant=person).order_by("occurrence")
    newest = {(row.visit, row.instrument): row for row in rows.select_related("submission")}
    found = []
    for state in selectors.visit_states(person):
        for part in state.parts:
            response = newest.get((state.visit.key, part.part.instrument))
            if response is None and not part.open_now:
                continue
            status, tone = (
                (_("Sent"), "done")
                if part.done
                else (_("Open"), "action")
                if part.open_now
                else (_("Closed, not sent"), "plain")
            )
            found.append(
                PartRow(
                    visit=state.visit.title,
                    part=part.part.instrument,
                    status=status,
                    tone=tone,
                    mode=response.get_mode_display() if response else "",
                    at=response.submission.at if response and part.done else None,
                    url=reverse(
                        "manage_part", args=[person.code, state.visit.key, part.part.instrument]
                    ),
                )
            )
    return found


def open_visits(person: Participant) -> list[Visit]:
    """The visits that can be answered now, by handing over a device as well."""
    return [state.visit for state in selectors.visit_states(person) if state.open_now]


@dataclass(frozen=True)
class ValueRow:
    """One item of a sent part: its value and what was done to it."""

    item: str
    text: str
    value: str
    corrected: bool
    queries: int
    url: str


@dataclass(frozen=True)
class StaffPart:
    """A part of a visit as staff work with it."""

    visit: Visit
    part: Part
    words: Words
    response: Response | None
    sent: bool
    open_now: bool
    locked: bool

    def item(self, name: str) -> Item | None:
        """An item that the part asks."""
        known = {item.name: item for item in self.words.instrument.items}
        return known.get(name) if name in self.part.items else None


def staff_part(person: Participant, visit: str, part: str) -> StaffPart | None:
    """One part of a person's visit; None where their protocol has none."""
    state = selectors.state_of(person, visit)
    found = state.part(part) if state else None
    if state is None or found is None:
        return None
    response = selectors.response_of(person, visit, part)
    return StaffPart(
        visit=state.visit,
        part=found.part,
        words=words_for(person.trial, person.version, part),
        response=response,
        sent=response is not None and hasattr(response, "submission"),
        open_now=found.open_now,
        locked=selectors.is_locked(person.trial_id, visit),
    )


def score_notes(shown: StaffPart) -> list[str]:
    """Why scores of a sent part are worked out from fewer answers, or are not there."""
    if shown.response is None:
        return []
    code, given = shown.part.instrument, selectors.answers_of(shown.response)
    rule, statuses = selectors.default_rule(code), selectors.newest_statuses(shown.response)
    sentences = (
        (Status.INVALID, _("No score can be made of %(scales)s. Without an answer: %(items)s.")),
        (Status.PRORATED, _("The score of %(scales)s follows from the other answers. Without an "
                            "answer: %(items)s.")),
    )  # fmt: skip
    found = []
    for status, words in sentences:
        scales = [scale for scale, held in statuses.items() if held == status]
        lacking = {i for s in scales for i in selectors.blank_items(code, rule, s, given)}
        if lacking:
            items = [item for item in shown.part.items if item in lacking]
            found.append(words % {"scales": ", ".join(scales), "items": ", ".join(items)})
    return found


def value_rows(person: Participant, shown: StaffPart) -> list[ValueRow]:
    """Every item of a sent part with its newest value."""
    if shown.response is None:
        return []
    answers = selectors.answers_of(shown.response)
    corrected = set(shown.response.corrections.values_list("item", flat=True))
    queries = list(shown.response.queries.values_list("item", flat=True))
    rows = []
    for name in shown.part.items:
        url = reverse(
            "manage_value", args=[person.code, shown.visit.key, shown.part.instrument, name]
        )
        value = answers.get(name)
        rows.append(
            ValueRow(
                item=name,
                text=shown.words.text(name),
                value=_("blank") if value is None else str(value),
                corrected=name in corrected,
                queries=queries.count(name),
                url=url,
            )
        )
    return rows


def past_of(person: Participant, response: Response, item: str, *, with_words: bool) -> list[Past]:
    """Every value that an item has had, who entered it and, where asked for, why."""
    rows = Answer.objects.filter(response=response, item=item).order_by("pk")
    found = []
    for row in rows.select_related("correction__by"):
        change: Correction | None = row.correction
        value = _("blank") if row.value is None else str(row.value)
        found.append(
            Past(
                at=row.at,
                what=_("Value %(value)s, %(mode)s")
                % {"value": value, "mode": row.get_mode_display()},
                words=opened(person, change.reason_sealed, "correction.reason")
                if change and with_words
                else "",
                who=change.by.name if change else "",
                sealed=change is not None and not with_words,
            )
        )
    return found


def locks_of(trial: Trial) -> list[DataLock]:
    """Every lock of a trial, newest first."""
    return list(DataLock.objects.filter(trial=trial).select_related("by").order_by("-pk"))


def lockable(trial: Trial) -> list[tuple[str, str]]:
    """(key, words) of what can still be made final; empty where everything is."""
    locked = set(DataLock.objects.filter(trial=trial).values_list("visit", flat=True))
    version = trial.versions.order_by("-number").first()
    if version is None or "" in locked:
        return []
    content = version.content
    rows = [*protocol_section.read(content), *protocol_section.read_ratings(content)]
    visits = [(one.key, f"{one.key}: {one.title}") for one in rows if one.key not in locked]
    return [*visits, ("all", _("All answers of the trial"))]
