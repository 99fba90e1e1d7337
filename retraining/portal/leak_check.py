"""Whether anything that blinded staff can see changes when the arms change places.

All in one transaction that is rolled back: everything is read once as it is and once with the
arms exchanged, by people made for the purpose, in one moment and without a shared cache.
"""

import logging
import uuid
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.core import mail
from django.db import connection, transaction
from django.db.models import Q
from django.test import override_settings

from retraining.accounts.roles import Role
from retraining.audit.models import AuditEntry
from retraining.common import clock
from retraining.portal.leak_compare import Finding, Seen, findings
from retraining.portal.leak_crawl import Crawl, Lines, Reader, readers_of
from retraining.randomisation.exchange import Exchanged, arms_exchanged
from retraining.reminders.delivery import compose
from retraining.reminders.models import Message
from retraining.reminders.services import queue_what_is_due
from retraining.reminders.wanted import is_erased
from retraining.reporting.services import refresh
from retraining.trials.models import Participant, Trial

LOGGERS = ("", "django.security")  # the second one does not pass its lines on
EVERYBODY = "every blinded role"


@dataclass(frozen=True)
class Verdict:
    """What `leak_check` prints.

    Args:
        trial: slug.
        people: how many people were delivered another programme in the second reading.
        roles: who read.
        compared: how many answers and mails were compared.
        fields: unblinding fields that changed places beside the allocations.
        findings: where the readings differ.
    """

    trial: str
    people: int
    roles: tuple[str, ...]
    compared: int
    fields: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether the blind is kept."""
        return not self.findings

    def as_json(self) -> dict[str, object]:
        """The verdict as plain values."""
        return {
            "holds": self.holds,
            "trial": self.trial,
            "people": self.people,
            "roles": list(self.roles),
            "compared": self.compared,
            "fields": list(self.fields),
            "findings": [finding.as_json() for finding in self.findings],
        }


def leak_check(trial: Trial, roles: Container[str] = tuple(Role)) -> Verdict:
    """Read everything twice and compare. Changes nothing and sends nothing.

    Args:
        trial: live or test.
        roles: slugs of the roles that are looked at; those that are not blinded are left out.

    Returns:
        The verdict.
    """
    with _rolled_back(), clock.standing_still():
        readers = readers_of(trial, roles)
        first, _unchanged = _reading(trial, readers, exchanged=False)
        second, exchanged = _reading(trial, readers, exchanged=True)
    return Verdict(
        trial=trial.slug,
        people=exchanged.people,
        roles=tuple(reader.who for reader in readers),
        compared=len(first),
        fields=exchanged.fields,
        findings=tuple(findings(first, second)),
    )


@contextmanager
def _rolled_back() -> Iterator[None]:
    """One snapshot of the database, of which nothing stays."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:  # what people do meanwhile must not look like a difference
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read")
        try:
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def _apart() -> Iterator[Lines]:
    """A cache of one's own, no mail that leaves, and an ear on the log."""
    memory = "django.core.cache.backends.locmem.LocMemCache"
    lines, sent = Lines(), getattr(mail, "outbox", [])
    mail.outbox = []
    for name in LOGGERS:
        logging.getLogger(name).addHandler(lines)
    try:
        with override_settings(
            CACHES={"default": {"BACKEND": memory, "LOCATION": uuid.uuid4().hex}},
            EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        ):
            yield lines
    finally:
        mail.outbox = sent
        for name in LOGGERS:
            logging.getLogger(name).removeHandler(lines)


def _reading(
    trial: Trial, readers: Sequence[Reader], *, exchanged: bool
) -> tuple[dict[tuple[str, str], Seen], Exchanged]:
    with arms_exchanged(trial, really=exchanged) as what, _apart() as lines:
        newest = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        people = Participant.objects.filter(trial=trial).select_related("version", "site")
        for person in people.order_by("pk"):
            refresh(participant=person)
        crawl = Crawl(trial, lines)
        for reader in readers:
            crawl.read(reader)
        seen = crawl.seen | _mails(trial)
        seen[EVERYBODY, "mails sent by pages"] = _sent(mail.outbox)
        seen[EVERYBODY, "entries of the audit log"] = _entries(newest)
        return seen, what


def _mails(trial: Trial) -> dict[tuple[str, str], Seen]:
    """The mails of the trial as they would be written now: to staff, and of each kind to people.

    Those to people are read too: no mail may tell an arm, whoever gets it.
    """
    queue_what_is_due()
    related = ("participant__trial", "participant__site", "participant__version")
    to_people = Message.objects.filter(participant__trial=trial).select_related(*related)
    newest = to_people.order_by("participant", "kind", "-due_at").distinct("participant", "kind")
    of_trial = (
        Q(staff_invitation__trial=trial)
        | Q(colleague__assignments__trial=trial)
        | Q(safety_notice__alert__participant__trial=trial)
    )
    to_staff = Message.objects.filter(of_trial).distinct().order_by("due_at", "occasion", "pk")
    to_staff = to_staff.select_related("staff_invitation__trial", "colleague")
    return {
        (EVERYBODY, f"mail {message.kind} {message.occasion} to {_recipient(message)}"): _letter(
            message
        )
        for message in [*newest, *to_staff]
        if not is_erased(message)
    }


def _recipient(message: Message) -> str:
    if message.participant_id:
        return f"participant {message.participant_id}"
    return f"colleague {message.colleague_id}" if message.colleague_id else "staff"


def _letter(message: Message) -> Seen:
    return _sent([compose(message)], due=message.due_at.isoformat())


def _sent(letters: Sequence[mail.EmailMessage], due: str = "") -> Seen:
    """Mails as one text: sender, recipients, subject, headers, bodies, attachments."""
    parts: list[str] = []
    for letter in letters:
        parts += [
            letter.from_email or "",
            *letter.to,
            str(letter.subject),
            str(letter.extra_headers),
        ]
        parts += [str(letter.body), *(str(a) for a in getattr(letter, "alternatives", []))]
        parts += [str(attached) for attached in letter.attachments]
    to = ", ".join(one for letter in letters for one in letter.to)
    return Seen(0, (("Due", due), ("To", to or "nobody")), "\n".join(parts).encode())


def _entries(after: int) -> Seen:
    """What the reading itself left in the audit log, without numbers and times of entries."""
    rows = AuditEntry.objects.filter(pk__gt=after).order_by("pk")
    fields = rows.values_list("actor", "action", "object_type", "object_ids", "reason")
    return Seen(0, (), "\n".join(repr(row) for row in fields).encode())
