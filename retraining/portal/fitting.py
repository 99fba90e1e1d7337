"""The pages on whether the study fits: which comes next, its form, and the verdict in words."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from retraining.common import clock
from retraining.portal.forms.fit import AboutForm, BodyForm, WeekForm
from retraining.trials import protocol_section, screening_rules
from retraining.trials.models import LogKind, Participant, Screening, ScreeningLog
from retraining.trials.services import purging, screening


def form_of(
    person: Participant, part: str, data: QueryDict | None
) -> AboutForm | BodyForm | WeekForm:
    """The form of a page, with what the person has answered on it already."""
    held: dict[str, Any] = screening.draft(person).get(part, {})
    if part == screening.BODY:
        return BodyForm(data, held=held)
    if part == screening.WEEK:
        return WeekForm(data, held=held)
    criteria = protocol_section.read(person.version.content).criteria
    return AboutForm(data, criteria=screening_rules.asked(criteria), held=held)


def heading(part: str) -> str:
    """The heading of a page."""
    words = {
        screening.ABOUT: _("About you"),
        screening.BODY: _("Where has it hurt in the past week?"),
        screening.WEEK: _("How have you been?"),
    }
    return words[part]


@dataclass(frozen=True)
class Verdict:
    """What came out, for the person.

    Args:
        fits: nothing stands against going on.
        against: the questions whose answers stand against it, each with the answer given.
        talk: the questions that we would like to talk about first.
        again_from: from which day they may answer again, if that is known.
        removed_on: the day on which what they told us is removed.
        may_answer: whether they may answer now.
    """

    fits: bool
    against: list[str]
    talk: list[str]
    again_from: date | None
    removed_on: date | None
    may_answer: bool


def verdict_of(person: Participant, fit: Screening, out: ScreeningLog | None) -> Verdict:
    """The newest answers as the person reads them."""
    return Verdict(
        fits=fit.eligible and out is None,
        against=[] if fit.eligible else answered(person, fit.reasons),
        talk=answered(person, fit.talk),
        again_from=out.possible_from if out else None,
        removed_on=removed_on(person, out),
        may_answer=not screening.no_answers_now(person),
    )


def removed_on(person: Participant, out: ScreeningLog | None) -> date | None:
    """The day after which what somebody told us, who does not go on, is gone."""
    if out is None:
        return None
    return clock.local_date(person.time_zone, out.at + purging.KEPT_FOR + timedelta(days=1))


def answered(person: Participant, keys: list[str]) -> list[str]:
    """The questions behind these criteria, each with the answer that was not looked for."""
    criteria = {c.key: c for c in protocol_section.read(person.version.content).criteria}
    no, yes = _("%(question)s You said no."), _("%(question)s You said yes.")
    return [
        (no if criteria[key].expect else yes)
        % {"question": criteria[key].ask or criteria[key].text}
        for key in keys
        if key in criteria
    ]


def is_own_no(out: ScreeningLog | None) -> bool:
    """Whether the person said no."""
    return out is not None and out.kind == LogKind.DECLINED
