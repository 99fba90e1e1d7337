"""After sending: a value is put right beside the old one, asked about, and at last made final."""

import pytest

from retraining.assessments import correcting, selectors
from retraining.assessments.models import Answer, DataLock, Response, Score
from retraining.assessments.services import BadAnswer, NotAnswerable, save_answer
from retraining.trials.errors import Refused
from retraining.trials.models import Participant
from retraining.trials.services.identity import open_for
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent() -> Response:
    """Ana's FIQR of the first questions: every item 5, so 15 + 10 + 25 = 50."""
    person = cast.consented("Ana")
    cast.answer(person)
    return Response.objects.get(participant=person, instrument="fiqr")


def correct(response: Response, value: int | None, reason: str = "Misread") -> object:
    return correcting.correct(
        response=response, item="q12", value=value, reason=reason, by=cast.max_the_manager()
    )


def test_the_new_value_counts_and_the_old_one_and_its_score_are_kept(sent: Response) -> None:
    correct(sent, 9)
    assert selectors.answers_of(sent)["q12"] == 9
    kept = Answer.objects.filter(response=sent, item="q12").order_by("pk")
    assert list(kept.values_list("value", flat=True)) == [5, 9]
    totals = Score.objects.filter(response=sent, scale="total", rule="v1").order_by("revision")
    assert [(row.revision, row.value) for row in totals] == [(0, 50.0), (1, 52.0)]
    assert selectors.score_of(sent.participant, "baseline", "total", "fiqr") == 52.0
    points = [p for p in selectors.score_points(sent.participant) if p.instrument == "fiqr"]
    assert [p.value for p in points if (p.scale, p.rule) == ("total", "v1")] == [52.0]


def test_the_reason_is_sealed_and_can_be_read(sent: Response) -> None:
    row = correct(sent, 9, "Said nine on the telephone")
    assert b"telephone" not in bytes(row.reason_sealed)
    words = open_for(sent.participant, row.reason_sealed, "correction.reason")
    assert words == "Said nine on the telephone"


@pytest.mark.parametrize(
    ("value", "reason", "error"),
    [(5, "The same", Refused), (9, "   ", Refused), (11, "Too high", BadAnswer)],
)
def test_what_is_refused_changes_nothing(
    sent: Response, value: int, reason: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        correct(sent, value, reason)
    assert Answer.objects.filter(response=sent, item="q12").count() == 1


def test_what_was_not_sent_is_not_corrected() -> None:
    person = cast.consented("Ana")
    save_answer(
        participant=person, visit_key="baseline", part="fiqr", item="q12", value=5, by=person.user
    )
    with pytest.raises(Refused):
        correct(Response.objects.get(), 9)


def test_a_query_is_asked_answered_and_closed_once(sent: Response) -> None:
    manager = cast.max_the_manager()
    query = correcting.ask(response=sent, item="q3", text="Is this right?", by=manager)
    correcting.answer_query(query=query, text="Yes, I rang.", by=manager)
    correcting.close_query(query=query, text="", by=manager)
    assert [m.step for m in query.messages.order_by("pk")] == ["asked", "answered", "closed"]
    with pytest.raises(Refused):
        correcting.answer_query(query=query, text="One more thing", by=manager)
    first = query.messages.order_by("pk").first()
    assert open_for(sent.participant, first.text_sealed, "query.text") == "Is this right?"


def test_after_the_lock_nothing_changes(sent: Response) -> None:
    manager = cast.max_the_manager()
    row = correcting.lock(trial=cast.the_trial(), visit="baseline", by=manager)
    assert (row.by, row.responses) == (manager, 10)
    assert row.meaning == "I have checked these answers. From now on they are final."
    with pytest.raises(correcting.Locked):
        correct(sent, 9)
    with pytest.raises(correcting.Locked):
        correcting.ask(response=sent, item="q3", text="Is this right?", by=manager)
    bea = cast.consented("Bea")
    with pytest.raises(NotAnswerable):
        save_answer(participant=bea, visit_key="baseline", item="pain", value=3, by=bea.user)


def test_the_lock_waits_for_queries_and_comes_once(sent: Response) -> None:
    manager = cast.max_the_manager()
    query = correcting.ask(response=sent, item="q3", text="Is this right?", by=manager)
    with pytest.raises(Refused, match="still open"):
        correcting.lock(trial=cast.the_trial(), visit="", by=manager)
    correcting.close_query(query=query, text="", by=manager)
    correcting.lock(trial=cast.the_trial(), visit="", by=manager)
    with pytest.raises(Refused, match="final already"):
        correcting.lock(trial=cast.the_trial(), visit="baseline", by=manager)
    assert DataLock.objects.count() == 1


def test_the_hash_of_a_lock_sees_every_value(sent: Response) -> None:
    before = correcting.fingerprint([sent.pk])
    correct(sent, 9)
    assert correcting.fingerprint([sent.pk]) != before


def test_another_person_is_untouched(sent: Response) -> None:
    other: Participant = cast.consented("Bea", "leeds")
    cast.answer(other)
    correct(sent, 9)
    assert selectors.score_of(other, "baseline", "total", "fiqr") == 50.0
