from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retraining.common.classes import Holds
from retraining.common.models import AppendOnly
from retraining.safety import cover as hours_of_cover
from retraining.trials.models import Site


def _staff(related: str) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related
    )


class SiteCover(AppendOnly):
    """Who acts on alerts of a site, and when they are there. The newest row counts."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="covers")
    owner = _staff("+")
    deputy = _staff("+")
    lead = _staff("+")  # the principal investigator
    sponsor = _staff("+")  # whoever the sponsor names
    country = models.CharField(_("country"), max_length=2)
    spans = models.JSONField()  # [{"days": [0, 1], "from": "09:00", "to": "17:00"}]
    holidays = models.JSONField(default=list)  # ["2026-12-25"]
    route = models.CharField(_("telephone for alerts"), max_length=40)
    route_tested_on = models.DateField(null=True)
    route_tested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    field_classes: ClassVar = {
        "id": Holds.TECHNICAL,
        "recorded_at": Holds.TECHNICAL,
        "site": Holds.TRIAL,
        "owner": Holds.TRIAL,
        "deputy": Holds.TRIAL,
        "lead": Holds.TRIAL,
        "sponsor": Holds.TRIAL,
        "country": Holds.TRIAL,
        "spans": Holds.TRIAL,
        "holidays": Holds.TRIAL,
        "route": Holds.TRIAL,
        "route_tested_on": Holds.TRIAL,
        "route_tested_by": Holds.TRIAL,
        "at": Holds.TRIAL,
        "by": Holds.TRIAL,
    }

    class Meta(AppendOnly.Meta):
        db_table = "safety_site_cover"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(route_tested_on__isnull=True, route_tested_by__isnull=True)
                | models.Q(route_tested_on__isnull=False, route_tested_by__isnull=False),
                name="route_test_has_a_day_and_a_person",
            )
        ]

    @property
    def hours(self) -> hours_of_cover.Cover:
        """The hours of cover in the site's zone."""
        return hours_of_cover.read(self.site.time_zone, self.spans, self.holidays)
