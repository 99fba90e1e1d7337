"""The seal on the monitor's page: told cheaply, checked on request. Sealing waits for commits."""

from retraining.audit.models import AuditEntry, AuditSeal
from retraining.audit.services import seal
from tests import cast
from tests.manage.pages import client_of, words

PAGE = "/manage/audit/"


def number(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def test_the_seal_is_told_cheaply_and_checked_on_request(committed_db: str) -> None:
    mona = client_of(cast.a_member_of_staff("Mona", "monitor"))
    assert "Nothing is sealed yet" in words(mona.get(PAGE))
    seal()
    sealed = AuditSeal.objects.count()  # an open transaction of another database may hold some back
    assert sealed
    cast.invited("Ana")
    waiting = AuditEntry.objects.count() - sealed
    assert waiting > 1
    said = words(mona.get(PAGE))
    assert f"{number(sealed, 'entry is', 'entries are')} sealed" in said
    assert f"{waiting} wait for the next seal" in said
    assert "has not been checked" in said
    answer = mona.post(f"{PAGE}check/")
    assert (answer.status_code, answer.url) == (302, PAGE)
    said = words(mona.get(PAGE))
    assert f"The chain holds: {number(sealed, 'entry', 'entries')}." in said
    assert "The chain held when it was last checked" in said
    entry = AuditEntry.objects.get(action="audit.checked")
    head = AuditSeal.objects.get(position=sealed).hash
    assert (entry.actor.name, entry.reason, entry.object_ids) == ("Mona", "holds", [sealed, head])
