"""A covered site, the people named for it, and rules of alerts for tests."""

from datetime import date, datetime

from retraining.accounts.models import User
from retraining.common import clock
from retraining.safety.models import SiteCover
from retraining.safety.services.cover import Named, name_cover
from tests.cast import a_member_of_staff, the_site
from tests.portal_my.days import moment

WEEKDAYS = [{"days": [0, 1, 2, 3, 4], "from": "09:00", "to": "15:00"}]


def staff(*names: str) -> dict[str, User]:
    """Clinicians of every site, by name."""
    found = {user.name: user for user in User.objects.filter(name__in=names)}
    return {n: found.get(n) or a_member_of_staff(n, "clinician") for n in names}


def covered(
    site: str = "madrid", *, country: str = "ES", tested_on: date | None = date(2026, 1, 7)
) -> SiteCover:
    """A site with an owner (Olga), a deputy (Dan), a lead (Lena) and the sponsor's (Sam)."""
    people = staff("Olga", "Dan", "Lena", "Sam")
    return name_cover(
        site=the_site(site),
        named=Named(
            owner=people["Olga"],
            deputy=people["Dan"],
            lead=people["Lena"],
            sponsor=people["Sam"],
            country=country,
            spans=WEEKDAYS,
            holidays=["2026-12-08"],
            route="+34 910 000 001",
            tested_on=tested_on,
            tested_by=people["Olga"] if tested_on else None,
        ),
        by=None,
    )


def madrid(day: date, wall: str) -> datetime:
    """The UTC moment of a wall time in Madrid."""
    return moment(day, wall)


def wall(at: datetime) -> str:
    """A moment on Madrid's clock: "Mon 30 10:00"."""
    return clock.local(at, "Europe/Madrid").strftime("%a %d %H:%M")
