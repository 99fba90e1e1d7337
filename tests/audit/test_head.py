"""A head that was written down elsewhere shows whether entries were cut off since."""

import json
import logging
from datetime import timedelta
from io import StringIO

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from retraining.audit import selectors, tasks
from retraining.audit.chain import START, link_hash
from retraining.audit.models import AuditEntry, AuditSeal
from retraining.audit.services import record
from retraining.common import clock


def an_entry() -> AuditEntry:
    return record("site.saved", by=None, object_type="site", object_ids=[1])


def sealed(amount: int) -> str:
    """Chain some new entries at once, whatever other transactions are open; the new head."""
    last = AuditSeal.objects.order_by("-position").first()
    position, head = (last.position, last.hash) if last else (0, START)
    for number in range(position + 1, position + amount + 1):
        entry = an_entry()
        entry.refresh_from_db()
        previous, head = head, link_hash(head, selectors.entry_values(entry))
        AuditSeal.objects.create(position=number, entry=entry, previous_hash=previous, hash=head)
    return head


def verified(*options: str) -> tuple[dict[str, object], int]:
    out = StringIO()
    try:
        call_command("audit_verify", *options, stdout=out)
    except SystemExit as end:
        return json.loads(out.getvalue()), int(end.code or 0)
    return json.loads(out.getvalue()), 0


def test_a_chain_that_was_cut_holds_but_misses_the_mailed_head(committed_db: str) -> None:
    head = sealed(3)
    printed, code = verified("--head", head)
    assert (printed["holds"], printed["head_found"], code) == (True, True, 0)
    sealed(1)
    assert verified("--head", head.upper())[1] == 0, "an older head still stands in the chain"
    with pgtrigger.ignore("audit.AuditSeal:append_only"), connection.cursor() as cursor:
        cursor.execute("delete from audit_seal where position >= 3")
    printed, code = verified("--head", head)
    assert printed["holds"] is True
    assert printed["head_found"] is False
    assert code == 1
    assert verified()[1] == 0, "without the head nobody would notice"


@pytest.mark.django_db
def test_the_head_of_an_empty_chain_always_stands() -> None:
    assert verified("--head", START)[0]["head_found"] is True


@pytest.mark.parametrize("head", ["", "abc", "g" * 64, "0" * 63])
def test_what_is_no_head_is_refused(head: str) -> None:
    with pytest.raises(CommandError, match="64 hexadecimal digits") as refused:
        call_command("audit_verify", "--head", head)
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_entries_that_wait_too_long_are_an_error_in_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks.services.seal()  # what stood before has waited for as long as this database is old
    an_entry()
    monkeypatch.setattr(tasks.services, "seal", lambda: 0)  # as where a sealer cannot reach it
    assert selectors.seal_state().stale is False
    later = clock.real_now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "real_now", lambda: later)
    assert selectors.seal_state().stale is True
    with caplog.at_level(logging.ERROR):
        tasks.seal()
    assert "wait for their seal" in caplog.text
