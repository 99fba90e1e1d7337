"""What stands before the first participant: sites, staff and the randomisation list."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from retraining.accounts.models import User
from retraining.accounts.roles import Role
from retraining.accounts.selectors import user_with
from retraining.common import clock
from retraining.demo import duty
from retraining.randomisation import protocol_section
from retraining.randomisation.blocks import Arm, Plan, make_list, to_csv
from retraining.randomisation.services import load_list
from retraining.reminders.services import sweep
from retraining.trials.models import Site, Trial
from retraining.trials.services import readiness, staff

PASSWORD = "a calm simulated day"  # noqa: S105 - of people who do not exist
LIST_SEED = "5e06" * 16
BLOCK_SIZES = (4, 6)
PER_STRATUM = 40
CRISIS = (
    "If you are in danger, or think of ending your life, please ring {emergency} now. "
    "You can also ring {line} at any hour."
)


@dataclass(frozen=True)
class Place:
    """A simulated site; its numbers lead nowhere."""

    slug: str
    name: str
    phone: str
    contact: str
    hours: str
    crisis_text: str
    time_zone: str


PLACES = (
    Place(
        "madrid",
        "Madrid",
        "+34 910 000 000",
        "Carla Rubio",
        "Monday to Friday, 9:00 to 15:00",
        CRISIS.format(emergency="112", line="024"),
        "Europe/Madrid",
    ),
    Place(
        "leeds",
        "Leeds",
        "+44 113 496 0000",
        "Clive Hartley",
        "Monday to Friday, 9:00 to 17:00",
        CRISIS.format(emergency="999", line="116 123"),
        "Europe/London",
    ),
)


@dataclass(frozen=True)
class Colleague:
    """A simulated member of staff."""

    name: str
    role: Role
    site: str | None = None

    @property
    def email(self) -> str:
        """first@staff.example."""
        return f"{self.name.split()[0].lower()}@staff.example"


MANAGER = Colleague("Max Weber", Role.MANAGER)
STAFF = (
    MANAGER,
    Colleague("Carla Rubio", Role.CLINICIAN, "madrid"),
    Colleague("Clive Hartley", Role.CLINICIAN, "leeds"),
    Colleague("Diana Reyes", Role.CLINICIAN),
    Colleague("Lars Ekman", Role.CLINICIAN),
    Colleague("Wanda Fox", Role.SUPPORT),
    Colleague("Ines Duarte", Role.ASSESSOR),
    Colleague("Rita Hall", Role.RATER),
    Colleague("Stella Lindqvist", Role.STATISTICIAN),
    Colleague("Mona Keller", Role.MONITOR),
)

SITE_FILES = {"madrid": (STAFF[1], 9), "leeds": (STAFF[2], 8)}  # investigator, people a month


def set_up(*, trial: Trial, exchanged: bool = False) -> None:
    """Make the manager, the sites, the other staff, the cover and the list, at the clock's moment.

    Args:
        trial: with a protocol and without a list.
        exchanged: whether the arms change places in the list.
    """
    manager = hire(trial=trial, colleague=MANAGER, by=None)
    for place in PLACES:
        if not Site.objects.filter(trial=trial, slug=place.slug).exists():
            staff.save_site(site=Site(trial=trial, **vars(place)), by=manager)
    for colleague in STAFF[1:]:
        hire(trial=trial, colleague=colleague, by=manager)
    for slug, (investigator, target) in SITE_FILES.items():
        open_site(
            site=Site.objects.get(trial=trial, slug=slug),
            investigator=investigator,
            target=target,
            by=manager,
        )
    for site in Site.objects.filter(trial=trial).order_by("slug"):
        duty.cover(site, manager)
    load_list(trial=trial, csv=allocation_list(trial, exchanged=exchanged), by=None)


def open_site(*, site: Site, investigator: Colleague, target: int, by: User) -> None:
    """Everything that a site needs before it may enrol, and the green light."""
    day = clock.local_date(site.time_zone)
    for kind, reference in (("ethics", "EC 2026/114"), ("contract", "C-26-07")):
        readiness.file_approval(site=site, kind=kind, day=day, reference=reference, by=by)
    leads = user_with(investigator.email)
    assert leads is not None  # hired before
    tasks = {"investigator": leads, "consent": by, "eligibility": by, "randomise": by}
    for task, user in tasks.items():
        row = readiness.delegate(
            site=site, user=user, task=task, starts_on=day, ends_on=None, by=by
        )
        readiness.sign_delegation(delegation=row, by=leads)
    for user in (leads, by):
        for topic in ("gcp", "protocol"):
            readiness.record_training(site=site, user=user, topic=topic, day=day, by=by)
    readiness.give_green_light(site=site, by=by)
    readiness.set_target(site=site, from_month=day, per_month=target, by=by)


def hire(*, trial: Trial, colleague: Colleague, by: User | None) -> User:
    """Invite somebody to work on the trial, and accept for them: password and second factor."""
    site = Site.objects.get(trial=trial, slug=colleague.site) if colleague.site else None
    invitation = staff.invite_staff(
        trial=trial, email=colleague.email, role=colleague.role, site=site, by=by
    )
    sweep()
    user = staff.accept_staff(invitation=invitation, name=colleague.name, password=PASSWORD)
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())
    return user


def manager() -> User:
    """Max, who invites, decides and randomises."""
    found = user_with(MANAGER.email)
    assert found is not None  # `set_up` has made him
    return found


def allocation_list(trial: Trial, *, exchanged: bool = False) -> bytes:
    """The list-keeper's file: permuted blocks of 4 and 6 from a fixed seed.

    Exchanging the arms exchanges them at each place of the list, and changes nothing else.
    """
    version = trial.versions.order_by("-number").first()
    assert version is not None  # checked before seeding begins
    section = protocol_section.read(version.content)
    sites = list(trial.sites.order_by("slug").values_list("slug", flat=True))
    arms = [Arm(arm.slug, arm.ratio) for arm in trial.arms.order_by("slug")]
    plan = Plan(
        arms=tuple(reversed(arms) if exchanged else arms),
        block_sizes=BLOCK_SIZES,
        strata=protocol_section.strata(section, sites),
        per_stratum=PER_STRATUM,
    )
    return to_csv(make_list(plan, LIST_SEED)).encode()
