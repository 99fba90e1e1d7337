"""Whether a site may enrol, and what is suspended."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retraining.accounts.models import User
from retraining.common import clock
from retraining.common.prepared import Prepared
from retraining.trials.models import (
    Delegation,
    GreenLight,
    Participant,
    RecruitmentTarget,
    Site,
    SiteApproval,
    Suspension,
    Training,
    Trial,
)

Kind, Task, Topic = SiteApproval.Kind, Delegation.Task, Training.Topic
PAPERS: dict[str, str | Promise] = {
    Kind.ETHICS: gettext_lazy("The ethics approval with its day"),
    Kind.CONTRACT: gettext_lazy("The contract with its day"),
}
TASKS: dict[str, str | Promise] = {
    Task.INVESTIGATOR: gettext_lazy("A principal investigator who signed"),
    Task.CONSENT: gettext_lazy("Somebody who invites people and explains the study"),
    Task.ELIGIBILITY: gettext_lazy("Somebody who confirms who can take part"),
    Task.RANDOMISE: gettext_lazy("Somebody who randomises"),
}
TOPICS = (Topic.GCP, Topic.PROTOCOL)  # whoever has a task was trained in these


@dataclass(frozen=True)
class Need:
    """One thing that a site needs before it may enrol."""

    key: str
    words: str | Promise
    holds: bool


def needs(site: Site, day: date | None = None) -> list[Need]:
    """Everything that a site needs before it may enrol, as it stands on a day (today when None).

    Source: ICH E6(R3), site qualification, delegation and training before enrolment.
    """
    on = day or clock.local_date(site.time_zone)
    papers = papers_of(site)
    signed = valid_delegations(site, on)
    tasks = set(signed.values_list("task", flat=True))
    people = set(signed.values_list("user_id", flat=True))
    trained = set(Training.objects.filter(site=site).values_list("user_id", "topic"))
    untrained = [pk for pk in people if not all((pk, topic) in trained for topic in TOPICS)]
    return [
        *(Need(key, words, key in papers) for key, words in PAPERS.items()),
        *(Need(key, words, key in tasks) for key, words in TASKS.items()),
        Need(
            "training",
            _("Everybody with a task trained in good clinical practice and the protocol"),
            bool(people) and not untrained,
        ),
    ]


def papers_of(site: Site) -> dict[str, SiteApproval]:
    """{kind: the paper that counts}; without those that have ended."""
    rows = SiteApproval.objects.filter(site=site).order_by("pk")
    newest = {row.kind: row for row in rows}
    return {kind: row for kind, row in newest.items() if row.day is not None}


def delegations_of(site: Site) -> QuerySet[Delegation]:
    """The lines of a delegation log that were not replaced, by name."""
    rows = Delegation.objects.filter(site=site, replaced_by=None)
    return rows.select_related("user", "signature__by").order_by("user__name", "task", "pk")


def valid_delegations(site: Site, day: date) -> QuerySet[Delegation]:
    """Signed lines of a delegation log that hold on a day."""
    begun = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    return delegations_of(site).filter(begun, signature__isnull=False)


def is_investigator(site: Site, user: User, day: date | None = None) -> bool:
    """Whether somebody is named as the principal investigator of a site on a day."""
    on = day or clock.local_date(site.time_zone)
    begun = Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return delegations_of(site).filter(begun, user=user, task=Task.INVESTIGATOR).exists()


_GREEN = Prepared(
    lambda site: (
        GreenLight.objects.filter(site=site).order_by("-pk").values_list("given", flat=True)[:1]
    )
)
_ETHICS = Prepared(
    lambda site: (
        SiteApproval.objects.filter(site=site, kind=Kind.ETHICS)
        .order_by("-pk")
        .values_list("day", flat=True)[:1]
    )
)
_LEADING = Prepared(
    lambda site: Delegation.objects.filter(
        site=site, task=Task.INVESTIGATOR, replaced_by=None
    ).values_list("starts_on", "ends_on", "signature__pk")
)
_JOINING_SUSPENDED = Prepared(
    lambda trial, site: (
        running(trial)
        .filter(Q(site__isnull=True) | Q(site=site), what=Suspension.What.RECRUITMENT)
        .values_list("pk")[:1]
    )
)


def has_green_light(site: Site) -> bool:
    """Whether a site may enrol, apart from what is suspended."""
    return _GREEN.first(site.pk) is True


def _ethics_ended(site: Site) -> bool:
    """Whether the ethics approval that was filed has ended since the light was given."""
    return _ETHICS.all(site.pk) == [None]


def _nobody_leads(site: Site) -> bool:
    """Whether no signed line of the principal investigator holds today, though there were some."""
    lines, today = _LEADING.all(site.pk), clock.local_date(site.time_zone)
    held = [
        signed is not None and first <= today and (last is None or last >= today)
        for first, last, signed in lines
    ]
    return bool(held) and not any(held)


def recruitment_closed_because(site: Site) -> str:
    """Why nobody new can join at a site now, in a sentence for staff; empty where they can."""
    names = {"site": site.name}
    if not site.is_open:
        return _("%(site)s is closed for new participants.") % names
    if not has_green_light(site):
        return _("%(site)s has no green light yet, so nobody can join there.") % names
    if _ethics_ended(site):
        return _("The ethics approval of %(site)s has ended, so nobody can join there.") % names
    if _nobody_leads(site):
        words = _(
            "No principal investigator of %(site)s stands in its delegation log today with a "
            "signed line, so nobody can join there."
        )
        return words % names
    if _JOINING_SUSPENDED.first(site.trial_id, site.pk) is not None:
        return _("Joining is suspended at the moment, so nobody new can join.")
    return ""


def recruitment_open(trial: Trial, site: Site) -> bool:
    """Whether somebody new can join a trial at a site now."""
    return site.trial_id == trial.pk and not recruitment_closed_because(site)


def running(trial_id: int) -> QuerySet[Suspension]:
    """What is suspended now, the newest first."""
    rows = Suspension.objects.filter(trial_id=trial_id, lifts=None, lifted_by=None)
    return rows.select_related("site", "by").order_by("-pk")


def may_be_suspended(participant: Participant) -> bool:
    """Whether it is worth asking; `participant_of` has looked already where a page is asked for."""
    return getattr(participant, "sessions_closed", True)


def sessions_suspended(
    trial_id: int, *, week: int | None = None, kind: str = ""
) -> Suspension | None:
    """The suspension that closes all sessions, or one piece where its place is given.

    Args:
        trial_id: the trial.
        week, kind: of a piece, the same in every programme.

    Returns:
        The newest one; None where nothing is closed.
    """
    wanted = Q(what=Suspension.What.SESSIONS)
    if week is not None:
        wanted |= Q(what=Suspension.What.PIECE, week=week, kind=kind)
    return running(trial_id).filter(wanted).first()


def suspended_pieces(trial_id: int) -> dict[tuple[int | None, str], Suspension]:
    """{(week, kind): its suspension}; all sessions stand under (None, "")."""
    rows = running(trial_id).exclude(what=Suspension.What.RECRUITMENT).order_by("pk")
    return {(row.week, row.kind): row for row in rows}


def expected_by_month(site: Site, first: date, last: date) -> dict[date, int]:
    """{first day of each month: how many people the site means to randomise in it}."""
    targets = list(RecruitmentTarget.objects.filter(site=site).order_by("from_month", "pk"))
    found, month = {}, first.replace(day=1)
    while month <= last:
        held = [row.per_month for row in targets if row.from_month <= month]
        found[month] = held[-1] if held else 0
        month = (month.replace(day=28) + (date(2000, 1, 5) - date(2000, 1, 1))).replace(day=1)
    return found
