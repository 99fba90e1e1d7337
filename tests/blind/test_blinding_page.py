"""How well the blind held: pooled while sealed, Bang and James by code afterwards, by hand."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from retraining.assessments.models import Guess, Learnt, RaterStatement
from retraining.assessments.services import answer_visit
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.common.classes import Holds
from retraining.randomisation.coded import arm_by_code
from retraining.randomisation.models import Allocation
from retraining.trials.models import Participant
from retraining.trials.services.withdrawal import withdraw
from tests import cast
from tests.blind.unsealed import unsealed
from tests.manage.pages import client_of, rows, words
from tests.reporting.columns_read import read_of
from tests.reporting.people import MADE, day, staff

pytestmark = pytest.mark.django_db
PAGE = "/statistics/blinding/"
FIRST, SECOND, NONE = 1, 2, 3
# Of each arm four people, in the order of their numbers: what they say the researchers hope.
SAID = {"mair": (FIRST, FIRST, SECOND, NONE), "relaxation": (FIRST, FIRST, FIRST, SECOND)}
RATED = {"mair": (Guess.FIRST, Guess.SECOND, Guess.NONE, Guess.NONE),
         "relaxation": (Guess.SECOND, Guess.SECOND, Guess.SECOND, Guess.FIRST)}  # fmt: skip


def by_arm() -> dict[str, list[Participant]]:
    found: dict[str, list[Participant]] = {"mair": [], "relaxation": []}
    for row in Allocation.objects.select_related("participant", "arm").order_by("pk"):
        found[row.arm.slug].append(row.participant)
    return found


@pytest.fixture
def people() -> None:
    """Blocks of four and six: of ten people each arm has at least four."""
    with clock.at(MADE):
        for number in range(10):
            cast.randomised(f"P{number}")
        rita = cast.a_member_of_staff("Rita", "rater")
    for arm, said in SAID.items():
        for person, better, rated in zip(by_arm()[arm], said, RATED[arm], strict=False):
            with clock.at(day(63)):
                answers = {"guess": {"better": better, "sure": 2 * better, "why": 1}}
                answer_visit(participant=person, visit_key="post", answers=answers, by=person.user)
                RaterStatement.objects.create(
                    participant=person, visit="rating-post", learnt=Learnt.NO, guess=rated,
                    at=clock.now(), by=rita,
                )  # fmt: skip


@pytest.fixture
def stella() -> Client:
    return client_of(staff("Stella", "statistician"))


def told(client: Client) -> dict[str, list[str]]:
    with clock.at(day(70)):
        return {row[0]: row[1:] for row in rows(client.get(PAGE))}


def sealed(stella: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        table = told(stella)
    assert read_of(queries, Holds.UNBLINDING) == set()
    # 5 first, 2 second, 1 no idea; sure 5 x 2, 2 x 4, 1 x 6: 24 / 8.
    assert table["Questions after the eight weeks"][:5] == ["5", "2", "1", "0", "3.00"]
    assert not any("code" in head for head in table)
    assert not AuditEntry.objects.filter(action="tables.viewed").exists()


def opened(stella: Client) -> None:
    table = told(stella)
    code_of = {arm: code for code, arm in arm_by_code(cast.the_trial()).items()}
    post, rating = "Questions after the eight weeks, ", "After the eight weeks, "
    of_mair, of_other = (f"code {code_of[arm]} (Bang)" for arm in ("mair", "relaxation"))
    # Who names the first programme is right in both arms. (2 - 1) / 4 and (3 - 1) / 4; limits
    # 0.25 -/+ 1.96 x sqrt((0.75 - 0.0625) / 4) and 0.5 -/+ 1.96 x sqrt((1 - 0.25) / 4).
    assert table[post + of_mair] == ["2", "1", "1", "0.25", "-0.56 to 1.06"]
    assert table[post + of_other] == ["3", "1", "0", "0.50", "-0.35 to 1.35"]
    # Of 7 guesses 2 are wrong. The first arm guessed 3 times and the second 4; "mine is the one"
    # was said 2 + 1 times, the other 1 + 3 times: by chance 3 x 4 + 4 x 3 = 24.
    # 1 - 7/8 + 2 x 7 x 7 / (2 x 24 x 8) = 0.3802.
    assert table[post + "both (James)"][:4] == ["5", "2", "1", "0.38"]
    # Raters: 1 right, 1 wrong, 2 no idea; 3 right, 1 wrong.
    assert table[rating + of_mair][:4] == ["1", "1", "2", "0.00"]
    assert table[rating + of_other][:4] == ["3", "1", "0", "0.50"]
    bang = [head.removesuffix(" (Bang)")[-1] for head in table if "(Bang)" in head]
    assert bang == ["A", "B", "A", "B"], "the protocol's order would say which is which"
    assert AuditEntry.objects.filter(action="tables.viewed").count() == 1


def test_pooled_while_sealed_and_by_code_once_it_is_open(people: None, stella: Client) -> None:
    sealed(stella)
    unsealed()
    opened(stella)
    with clock.at(day(70)):
        page = words(stella.get(PAGE)).lower()
    assert "mair" not in page
    assert "relaxation" not in page
    person = by_arm()["mair"][0]  # asks that their data be used no further
    with clock.at(day(65)):
        withdraw(participant=person, level="data", reason="", by=person.user)
    assert told(stella)["Questions after the eight weeks"][:3] == ["4", "2", "1"]


def test_who_may_look(stella: Client) -> None:
    assert client_of(staff("Dorothea", "dmc")).get(PAGE).status_code == 403
    assert client_of(staff("Carla", "clinician")).get(PAGE).status_code == 404
