"""The leak check holds on a small trial, and finds each kind of leak that is planted."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.apps import apps
from django.db.models import Case, IntegerField, Value, When

from retraining.portal import leak_check as checking
from retraining.randomisation.models import Allocation
from retraining.reminders import delivery
from retraining.reporting.datasets import archive, participants
from retraining.reporting.selectors import caseload
from retraining.reporting.views import clinic, ratings, statistics
from sessions.models import PlayEvent
from tests.blind.small import arms, kinds, looked_at, opened

OURS = [
    model for model in apps.get_models() if model._meta.managed and hasattr(model, "field_classes")
]
pytestmark = pytest.mark.xdist_group("leaks")  # the trial below is built once
CLINICIAN, STATISTICIAN = "clinician", "statistician"


@pytest.fixture(scope="module", autouse=True)
def trial(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """The small trial; nothing that is looked at changes it."""
    with opened(django_db_blocker, "leaks"):
        yield


def rows() -> dict[str, int]:
    """How many rows each table has."""
    return {model._meta.label: model._base_manager.count() for model in OURS}


@pytest.mark.proof
def test_nothing_tells_an_arm_and_nothing_is_changed() -> None:
    before, had = rows(), arms()
    verdict = looked_at(*checking.Role)
    assert verdict.findings == ()
    assert verdict.people == 4
    assert {who.split()[0] for who in verdict.roles} == {
        "assessor", "clinician", "rater", "manager", "statistician", "monitor",
    }  # fmt: skip
    assert verdict.compared > 150, "the crawl found too little to mean anything"
    assert "guided_sessions.PlayEvent.content_hash" in verdict.fields
    assert (rows(), arms()) == (before, had)


@pytest.mark.proof
def test_the_crawl_goes_everywhere() -> None:
    with pytest.MonkeyPatch.context() as patch:
        read: list[tuple[str, str]] = []
        real = checking.findings
        patch.setattr(checking, "findings", lambda a, b: read.extend(a) or real(a, b))
        looked_at(CLINICIAN, STATISTICIAN)
    where = {address for _who, address in read}
    codes = [address for address in where if address.startswith("/clinic/people/")]
    assert len(codes) >= 4
    assert {"/clinic/", "/clinic/?sort=symptoms", "/statistics/", "/accounts/2fa/"} <= where
    assert "POST 1 /statistics/export/" in where
    assert len([name for name in where if name.startswith("mail session")]) == 4


def test_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = property(lambda case: f"{len(arms()[case.row.participant_id])} days ago")
    monkeypatch.setattr(caseload.Case, "seen", shown)
    verdict = looked_at(CLINICIAN)
    assert "page" in kinds(verdict)
    assert {"/clinic/"} <= {finding.where for finding in verdict.findings}
    told = " ".join(f"{f.kind} {f.where} {f.detail}" for f in verdict.findings)
    assert "relaxation" not in told  # whoever reads the findings stays blind


def test_a_page_that_shows_what_tells_an_arm(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(case: caseload.Case) -> str:
        events = PlayEvent.objects.filter(plan_item__participant=case.row.participant_id)
        return str(events.order_by("pk").values_list("payload", flat=True).last())

    monkeypatch.setattr(caseload.Case, "seen", property(told))
    assert "page" in kinds(looked_at(CLINICIAN))


def test_a_header(settings: object) -> None:
    leak = "tests.blind.small.HeaderLeak"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, leak]  # type: ignore[attr-defined]
    verdict = looked_at("rater")
    assert kinds(verdict) == {"header"}
    assert {finding.detail for finding in verdict.findings} == {"X-Cache-Key"}


def test_a_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    real = delivery.help_values

    def leaking(person: object) -> dict[str, str]:
        return real(person) | {"phone": arms()[person.pk]}  # type: ignore[arg-type,attr-defined]

    monkeypatch.setattr(delivery, "help_values", leaking)
    verdict = looked_at("rater")
    assert kinds(verdict) == {"mail"}
    assert len(verdict.findings) == 4


def test_an_export(monkeypatch: pytest.MonkeyPatch) -> None:
    def leaking(people: object) -> list[participants.ParticipantRow]:
        return [replace(row, stopped=arms()[row.person.pk]) for row in participants.read(people)]  # type: ignore[arg-type]

    sets = (replace(participants.DATASET, read=leaking), *archive.DATASETS[1:])
    monkeypatch.setattr(archive, "DATASETS", sets)
    verdict = looked_at(STATISTICIAN)
    assert "export" in kinds(verdict)
    assert kinds(verdict) <= {"export", "header"}  # its length may be another one too
    assert "participants.csv" in {finding.detail for finding in verdict.findings}


def test_a_file_name(monkeypatch: pytest.MonkeyPatch) -> None:
    real = statistics.FileResponse

    def leaking(file: object, filename: str, **options: object) -> object:
        return real(file, filename=f"{arms()[min(arms())]}-{filename}", **options)

    monkeypatch.setattr(statistics, "FileResponse", leaking)
    verdict = looked_at(STATISTICIAN)
    assert kinds(verdict) == {"file name"}


def test_a_log_line(monkeypatch: pytest.MonkeyPatch) -> None:
    real, log = clinic.record_look, logging.getLogger("retraining.reporting")

    def leaking(request: object, action: str, ids: list[int]) -> None:
        log.info("%s shown: %s", action, [arms().get(pk) for pk in ids])
        real(request, action, ids)  # type: ignore[arg-type]

    monkeypatch.setattr(clinic, "record_look", leaking)
    assert kinds(looked_at(CLINICIAN)) == {"log line"}


@pytest.mark.parametrize("by", ["the arm", "the moment at which a place on the list was taken"])
def test_the_order_of_a_list(monkeypatch: pytest.MonkeyPatch, by: str) -> None:
    real = caseload.cases

    def leaking(*asked: object) -> object:
        if by == "the arm":
            places = {pk: len(arm) for pk, arm in arms().items()}
        else:
            places = dict(Allocation.objects.values_list("participant", "pk"))
        whens = [When(participant=pk, then=Value(place)) for pk, place in places.items()]
        place = Case(*whens, default=Value(0), output_field=IntegerField())
        return real(*asked).order_by(place, "pk")  # type: ignore[arg-type]

    monkeypatch.setattr(caseload, "cases", leaking)
    assert "order" in kinds(looked_at(CLINICIAN))


def test_a_page_that_fails_cannot_be_vouched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_asked: object) -> object:
        raise ValueError("a planted fault")

    monkeypatch.setattr(ratings, "people_to_rate", failing)
    verdict = looked_at("rater")
    assert "error" in kinds(verdict)
    assert not verdict.holds
