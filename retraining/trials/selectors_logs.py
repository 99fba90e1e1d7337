"""Reads of what staff write down about people."""

from typing import Any, TypeVar

from django.db.models import Q, QuerySet, Sum

from retraining.accounts.models import User
from retraining.common.prepared import Prepared
from retraining.trials.models import Participant, Trial
from retraining.trials.models.logs import STANDS, Contact, Ending, Flag, Move, PersonRow
from retraining.trials.scope import Scope

Row = TypeVar("Row", bound=PersonRow)
CALLS, LETTERS = 2, 1  # before somebody counts as lost to follow-up (`programmes.md` 5.7)
CHAIN_FIELDS = ("corrects", "why", "arm_known", "at", "by")
NOT_REACHED = (Contact.Outcome.NOT_REACHED, Contact.Outcome.MESSAGE, Contact.Outcome.AGAIN)


def all_of(model: type[PersonRow]) -> QuerySet[Any]:
    """Every row of a log."""
    logs: Any = model
    found: QuerySet[Any] = logs.objects.all()
    return found


def rows_of(model: type[Row], participant: Participant) -> QuerySet[Any]:
    """Every row of a log of one person, corrected ones too, the newest first."""
    rows = all_of(model).filter(participant=participant)
    return rows.select_related("by", "corrected_by").order_by("-day", "-pk")


def standing_rows(model: type[Row], participant: Participant) -> QuerySet[Any]:
    """The rows of a log that count."""
    return all_of(model).filter(STANDS, participant=participant)


_ENDINGS: Prepared[Ending] = Prepared(lambda person: standing_rows(Ending, person).order_by("-pk"))


def ending_of(participant: Participant) -> Ending | None:
    """That somebody died or is lost to follow-up, as it stands; death before all else."""
    rows = _ENDINGS.all(participant.pk)
    died = [row for row in rows if row.kind == Ending.Kind.DIED]
    found: Ending | None = next(iter([*died, *rows]), None)
    return found


def has_died(participant_id: int | None) -> bool:
    """Whether it is recorded that somebody died: then nothing is ever sent to them."""
    return Ending.objects.filter(STANDS, participant=participant_id, kind=Ending.Kind.DIED).exists()


def call_list_is_done(participant: Participant) -> bool:
    """Whether two calls and a letter brought no answer since the person was last reached."""
    rows = standing_rows(Contact, participant)
    reached = rows.filter(outcome=Contact.Outcome.REACHED, partner=Contact.Partner.PERSON)
    last = reached.order_by("-day").values_list("day", flat=True).first()
    tries = rows.filter(outcome__in=NOT_REACHED)
    tries = tries.filter(day__gt=last) if last else tries
    calls = tries.filter(channel__in=(Contact.Channel.PHONE, Contact.Channel.VIDEO)).count()
    return calls >= CALLS and tries.filter(channel=Contact.Channel.LETTER).count() >= LETTERS


def contacts_that_told(user: User, trial: Trial) -> list[Contact]:
    """Lines that stand in which a programme became known to somebody.

    Whoever puts a line right speaks of the contact of the person who wrote it first.
    """
    rows = {
        row.pk: row for row in Contact.objects.filter(participant__trial=trial).only(*CHAIN_FIELDS)
    }
    replaced = {row.corrects_id for row in rows.values()}
    found = []
    for row in rows.values():
        first = row
        while first.corrects_id is not None:
            first = rows[first.corrects_id]
        stands = row.pk not in replaced and not row.is_void
        if stands and row.arm_known and first.by_id == user.pk:
            found.append(row)
    return found


def flags_of(participant: Participant) -> set[str]:
    """How the randomisation of a person is flagged: slugs of `Flag.Kind`."""
    return set(standing_rows(Flag, participant).values_list("kind", flat=True))


def sites_when_drawn(scope: Scope) -> dict[int, str]:
    """{participant id: slug of the site where they were before their first move}.

    The stratum of a randomised person is the site of then, wherever they are looked after now.
    """
    rows = Move.objects.filter(STANDS, participant__trial_id=scope.trial_id).order_by("-pk")
    return dict(rows.values_list("participant_id", "from_site__slug"))


def contact_minutes(scope: Scope) -> dict[int, int]:
    """{participant id: minutes that staff really spent in contact}; without those who had none.

    What is reported by arm is built from this: contact is a co-intervention.
    """
    within = Q(participant__in=Participant.objects.visible_to(scope))
    rows = Contact.objects.filter(STANDS, within).values("participant_id").order_by()
    return dict(rows.annotate(total=Sum("minutes")).values_list("participant_id", "total"))
