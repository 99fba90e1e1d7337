"""After the unsealing the statistician counts as unblinded, and everybody else does not."""

from collections.abc import Iterator

import pytest

from retraining.common import clock
from retraining.portal import leak_crawl
from retraining.portal.leak_check import Role
from tests.blind.small import NOW, kinds, looked_at, opened
from tests.blind.unsealed import unsealed


@pytest.fixture(scope="module", autouse=True)
def trial(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """The small trial, unsealed; nothing that is looked at changes it."""
    with opened(django_db_blocker, "unsealed"):
        with clock.at(NOW):
            unsealed()
        yield


@pytest.mark.proof
def test_nobody_else_sees_anything_of_it() -> None:
    verdict = looked_at(*Role)
    assert verdict.findings == ()
    assert {who.split()[0] for who in verdict.roles} == {
        "assessor", "clinician", "rater", "manager", "monitor",
    }  # fmt: skip


def test_what_the_statistician_sees_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert looked_at("statistician").roles == ()
    monkeypatch.setattr(leak_crawl, "is_unsealed", lambda _trial: False)
    verdict = looked_at("statistician")
    assert "export" in kinds(verdict)
    assert "/statistics/codes/" in {finding.where for finding in verdict.findings}
