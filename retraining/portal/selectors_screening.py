"""What /manage/ shows of screening: the person's own answers, the log, and talks that wait."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from retraining.common.ui import Fact
from retraining.trials import body, protocol_section
from retraining.trials.models import (
    LogKind,
    Participant,
    ScreeningCall,
    ScreeningLog,
    TalkKind,
    TalkRequest,
)
from retraining.trials.models.screening import DECLINED_CODES, OTHER_CODES
from retraining.trials.scope import Scope
from retraining.trials.selectors_consent import open_talks, out_of
from retraining.trials.services import screening


def waiting_talks(scope: Scope) -> QuerySet[TalkRequest]:
    """Talks that wait for the study team, oldest first, of people whom the scope reaches."""
    people = Participant.objects.visible_to(scope)
    rows = TalkRequest.objects.filter(participant__in=people, done=None)
    return rows.select_related("participant__site").order_by("at")


def talk_of(scope: Scope, pk: int) -> TalkRequest | None:
    """A talk by its number, if the scope reaches the person."""
    people = Participant.objects.visible_to(scope)
    rows = TalkRequest.objects.filter(participant__in=people, pk=pk)
    return rows.select_related("participant__site", "participant__version").first()


def topic_words(talk: TalkRequest) -> str:
    """What a talk is about: the question that was not clear, or that the person asked something."""
    if talk.kind == TalkKind.QUESTION:
        return _("Asked a question") if talk.text_sealed else _("Asks to be rung")
    number, key = talk.topic.split(":", 1)
    version = talk.participant.trial.versions.filter(number=int(number)).first()
    questions = (version.content if version else {}).get("consent", {}).get("questions", [])
    return next((str(q["text"]) for q in questions if q["key"] == key), key)


@dataclass(frozen=True)
class ScreenedRow:
    """A line of the screening log with its reason in words."""

    line: ScreeningLog
    reason: str


def reason_words(line: ScreeningLog) -> str:
    """Why somebody does not go on, in words for staff."""
    if line.kind == LogKind.OPEN:
        return str(LogKind.OPEN.label)
    if line.kind == LogKind.CRITERIA:
        criteria = protocol_section.read(line.participant.version.content).criteria
        text = next((c.text for c in criteria if c.key == line.code), line.code)
    else:
        codes = DECLINED_CODES if line.kind == LogKind.DECLINED else OTHER_CODES
        text = str(codes.get(line.code, line.code))
    return f"{LogKind(line.kind).label}: {text}"


def screening_log(scope: Scope) -> list[ScreenedRow]:
    """Who does not go on, by the newest line of each person, newest first."""
    people = Participant.objects.visible_to(scope)
    newest = (
        ScreeningLog.objects.filter(participant__in=people)
        .order_by("participant", "-pk")
        .distinct("participant")
        .values("pk")
    )
    rows = (
        ScreeningLog.objects.filter(pk__in=newest)
        .exclude(kind=LogKind.OPEN)
        .select_related("participant__site", "participant__version")
        .order_by("-at")
    )
    return [ScreenedRow(row, reason_words(row)) for row in rows]


def newest_call(person: Participant) -> ScreeningCall | None:
    """The newest live call with the person."""
    return ScreeningCall.objects.filter(participant=person).order_by("-pk").first()


def answer_facts(person: Participant, found: Mapping[str, Mapping[str, Any]]) -> list[Fact]:
    """The person's own answers in words: criteria, areas that hurt, symptoms."""
    criteria = protocol_section.read(person.version.content).criteria
    given = found.get(screening.ABOUT, {})
    words = {True: _("Yes"), False: _("No")}
    facts = [Fact(label=c.text, value=words[given[c.key]]) for c in criteria if c.key in given]
    areas = found.get(screening.BODY, {}).get("areas")
    if areas is not None:
        labels = {name: str(text) for region in body.REGIONS for name, text in region.areas.items()}
        hurting = ", ".join(labels[name] for name in areas) or _("None")
        facts.append(
            Fact(label=_("Places that hurt (%(n)d of 19)") % {"n": len(areas)}, value=hurting)
        )
    week = found.get(screening.WEEK)
    if week is not None:
        facts += [Fact(label=str(v), value=f"{week[k]} / 3") for k, v in body.SEVERITIES.items()]
        held = ", ".join(str(body.SYMPTOMS[name]) for name in week["symptoms"]) or _("None")
        facts.append(Fact(label=_("In the past six months"), value=held))
        lasting = words[bool(week[body.LASTING])]
        facts.append(Fact(label=_("For three months or more"), value=lasting))
    return facts


@dataclass(frozen=True)
class PersonScreening:
    """Screening on a person's page.

    Args:
        answered: the person has answered whether the study fits.
        fits: what came out of it.
        against, talk: criteria that stand against it, or are to be talked about, in staff's words.
        out: why the person does not go on, in words; empty where they do.
        talks: talks that wait, each with what it is about.
    """

    answered: bool
    fits: bool
    against: list[str]
    talk: list[str]
    out: str
    talks: list[tuple[TalkRequest, str]]


def screening_of(person: Participant) -> PersonScreening:
    """Where the screening of a person stands; codes only, no answer."""
    newest = person.screenings.order_by("-pk").first()
    out = out_of(person)
    if out is not None:
        out.participant = person
    texts = {c.key: c.text for c in protocol_section.read(person.version.content).criteria}
    return PersonScreening(
        answered=newest is not None,
        fits=newest is not None and newest.eligible,
        against=[texts.get(key, key) for key in newest.reasons] if newest else [],
        talk=[texts.get(key, key) for key in newest.talk] if newest else [],
        out=reason_words(out) if out else "",
        talks=[(talk, topic_words(talk)) for talk in open_talks(person)],
    )
