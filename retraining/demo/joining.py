"""What simulated people do before they sign, and the call of the study team."""

from collections.abc import Collection

from retraining.accounts.models import User
from retraining.trials.models import Participant, Risk, RiskAction, Screening
from retraining.trials.protocol_section import read
from retraining.trials.selectors import document_of
from retraining.trials.selectors_consent import documents_version, section_of
from retraining.trials.services import consent, screening, understanding


def answer_screening(person: Participant, *, by: User, unmet: Collection[str] = ()) -> Screening:
    """Read the privacy notice and answer the screening questions.

    Args:
        unmet: keys of criteria that are answered in the way that stands against taking part.
    """
    _read(person, "privacy", by)
    asked = [c for c in read(person.version.content).criteria if c.ask]
    answers = {c.key: c.expect != (c.key in unmet) for c in asked}
    screening.save_part(participant=person, part=screening.ABOUT, answers=answers, by=by)
    return screening.submit(participant=person, by=by)


def understand(person: Participant, *, by: User) -> None:
    """Read the information and answer what is asked about it; every third person errs once."""
    _read(person, "information", by)
    questions = section_of(documents_version(person)).questions
    for number, question in enumerate(questions):
        if number == 1 and person.pk % 3 == 0:
            wrong = question.right % len(question.options) + 1
            understanding.answer_question(participant=person, key=question.key, chosen=wrong, by=by)
        understanding.answer_question(
            participant=person, key=question.key, chosen=question.right, by=by
        )


def _read(person: Participant, key: str, by: User) -> None:
    consent.mark_read(participant=person, document=document_of(person, key), by=by)


def call(person: Participant, *, at_risk: bool, by: User) -> None:
    """The live call; where the risk question is the criterion that is not met, staff act on it."""
    screening.record_call(
        participant=person,
        risk=Risk.PLAN if at_risk else Risk.NONE,
        action=RiskAction.DOCTOR if at_risk else RiskAction.NONE,
        note="",
        by=by,
    )
