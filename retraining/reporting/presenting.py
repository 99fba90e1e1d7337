"""Chips, columns and ways back of the staff pages."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from retraining.common.ui import Chip, Column, Crumb
from retraining.reporting.selectors.caseload import ATTENTION, Caseload


def caseload_chips(found: Caseload, sort: str) -> list[Chip]:
    """Filters of the caseload: by need, and by site where there is more than one."""

    def url(show: str, site: str) -> str:
        asked = {"show": show, "site": site, "sort": sort}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{reverse('caseload')}{'?' + query if query else ''}"

    only = ATTENTION if found.only_needing else ""
    chips = [
        Chip(
            label=_("Needs attention"),
            url=url(ATTENTION, found.site),
            current=found.only_needing,
            count=found.needing,
        ),
        Chip(
            label=_("Everybody"),
            url=url("", found.site),
            current=not found.only_needing,
            count=found.everybody,
        ),
    ]
    if len(found.sites) > 1:
        chips.append(Chip(label=_("All sites"), url=url(only, ""), current=not found.site))
        chips += [
            Chip(label=one.name, url=url(only, one.slug), current=found.site == one.slug)
            for one in found.sites
        ]
    return chips


def caseload_columns(found: Caseload) -> list[Column]:
    """Columns of the caseload; the site only where several are listed."""
    columns = [
        Column(_("Person"), sort="number"),
        Column(_("Why")),
        Column(_("Week"), numeric=True),
        Column(_("Main sessions"), numeric=True),
        Column(_("Practice days")),
        Column(_("Last seen"), sort="seen"),
        Column(_("Symptoms, lower is better"), sort="symptoms"),
    ]
    if len(found.shown_sites) > 1:
        columns.insert(1, Column(_("Site")))
    return columns


def person_crumbs(code: str) -> list[Crumb]:
    """The way back from a person's page."""
    return [Crumb(_("Caseload"), reverse("caseload")), Crumb(code)]
