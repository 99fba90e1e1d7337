"""Which roles one person may not hold beside another in a trial. Pure but for the words.

Four rules; `docs/blinding.md` says why:

1. Who once could learn an arm knows it for ever. So a role that may learn arms, or their codes,
   may not begin before a blinded role of the same person is over.
2. A rater sees nothing else of the people they rate. So a rater holds no other role at a site
   while they rate there.
3. Who was in fact shown an arm or the list (`ArmsLearnt`) gets no blinded role any more, whatever
   became of the role under which it was shown.
4. Who wrote that a programme became known to them in a contact cannot rate any more, unless a
   correction of that line takes it back.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from retraining.accounts.roles import ROLES, Role


@dataclass(frozen=True)
class Holding:
    """A role of one person in one trial.

    Args:
        role: slug.
        site_id: the one site it holds for; None for all.
        starts_on: first day.
        ends_on: last day; None while it is open.
    """

    role: str
    site_id: int | None
    starts_on: date
    ends_on: date | None

    @property
    def last(self) -> date:
        """The last day, or the end of time."""
        return self.ends_on or date.max


def between(wanted: Holding, held: Holding) -> str | None:
    """Why a person who holds one role may not get another; None where both go together."""
    if _unblinds(wanted, held) or _unblinds(held, wanted):
        words = _(
            "%(wanted)s and %(held)s do not go together: whoever may learn a programme cannot "
            "hold a blinded role at the same time or afterwards."
        )
    elif Role.RATER in (wanted.role, held.role) and _meet(wanted, held):
        words = _(
            "%(wanted)s and %(held)s do not go together: a rater sees nothing else of the people "
            "they rate, and so holds no other role at that site."
        )
    else:
        return None
    labels = {
        "wanted": ROLES[Role(wanted.role)].label,
        "held": ROLES[Role(held.role)].label,
    }
    return words % labels


def after_learning(wanted: Holding, day: date) -> str | None:
    """Why a person who was shown arms on a day may not get a role; None where they may.

    The role under which they were shown them may be over, or have been corrected since: what was
    learnt stays known.
    """
    if not ROLES[Role(wanted.role)].blinded or wanted.last < day:
        return None
    words = _(
        "This person has seen which programme somebody follows, or the list, and counts as "
        "unblinded in this trial. %(wanted)s is a blinded role."
    )
    return words % {"wanted": ROLES[Role(wanted.role)].label}


def after_being_told(wanted: Holding, day: date) -> str | None:
    """Why a person to whom a programme became known in a contact may not get a role.

    They do not know the list, so only rating is closed to them.
    """
    if wanted.role != Role.RATER or wanted.last < day:
        return None
    words = _(
        "A programme became known to this person in a contact, as they wrote themselves. They "
        "cannot rate in this trial. Where that line is wrong, correct it first."
    )
    return str(words)


def _unblinds(knowing: Holding, blinded: Holding) -> bool:
    if ROLES[Role(knowing.role)].blinded or not ROLES[Role(blinded.role)].blinded:
        return False
    return knowing.starts_on <= blinded.last


def _meet(one: Holding, other: Holding) -> bool:
    if one.role == other.role:
        return False
    same_place = one.site_id is None or other.site_id is None or one.site_id == other.site_id
    return same_place and one.starts_on <= other.last and other.starts_on <= one.last
