"""A site of a live trial opens only where somebody answers its alerts."""

import pgtrigger
import pytest

from retraining.safety.services import opening
from retraining.safety.services.opening import NotCovered
from retraining.trials.models import Site, Trial
from retraining.trials.selectors_readiness import has_green_light
from retraining.trials.services import readiness
from tests.cast import a_member_of_staff, max_the_manager, the_site, the_trial
from tests.manage.pages import as_max, words
from tests.manage.test_sites_pages import form
from tests.people.test_site_file import made_ready
from tests.safety.people import covered

pytestmark = pytest.mark.django_db
NOBODY = "no owner, deputy, cover hours and telephone are named"
FILE = "/manage/sites/madrid/file/"


@pytest.fixture
def live() -> None:
    """The trial as if it had gone live, and Madrid closed."""
    with pgtrigger.ignore("trials.Trial:kind_stays"):
        Trial.objects.filter(pk=the_trial().pk).update(kind="live")
    Site.objects.filter(slug="madrid").update(is_open=False)


def opened() -> str:
    """Send the form of Madrid with "Open for new participants"; what the page says."""
    page = as_max().post("/manage/sites/madrid/", form(name="Madrid"))
    return words(page) if page.status_code == 200 else "saved"


@pytest.mark.usefixtures("live")
def test_it_opens_once_everything_is_named() -> None:
    said = opened()
    assert f"Nobody can join yet. Still needed for alerts: Madrid: {NOBODY}." in said
    assert not the_site("madrid").is_open
    covered(tested_on=None)
    assert "Madrid: the telephone for alerts was not tested" in opened()
    covered(country="FR")
    assert "Madrid: the protocol has no crisis text for FR" in opened()
    covered()
    assert opened() == "saved"
    assert the_site("madrid").is_open


@pytest.mark.usefixtures("live")
def test_a_new_site_is_saved_closed_first() -> None:
    page = as_max().get("/manage/sites/add/").content.decode()
    assert " checked" not in page.split('name="is_open"')[1].split(">")[0]
    said = words(as_max().post("/manage/sites/add/", form(name="Sevilla")))
    assert f"Sevilla: {NOBODY}" in said
    assert not Site.objects.filter(slug="sevilla").exists()
    closed = form(name="Sevilla")
    del closed["is_open"]
    assert as_max().post("/manage/sites/add/", closed).status_code == 302
    assert not Site.objects.get(slug="sevilla").is_open


@pytest.mark.usefixtures("live")
def test_a_site_that_is_open_already_can_be_changed() -> None:
    page = as_max().post("/manage/sites/leeds/", form(name="Leeds", phone="+44 113 111 1111"))
    assert page.status_code == 302
    assert the_site("leeds").phone == "+44 113 111 1111"


@pytest.mark.usefixtures("live")
def test_the_green_light_waits_for_the_cover() -> None:
    site = the_site("madrid")
    readiness.take_green_light(site=site, reason="New", by=max_the_manager())
    made_ready(site, a_member_of_staff("Carla", "clinician", "madrid"))
    said = words(as_max().post(f"{FILE}light/", follow=True))
    assert f"Still needed for alerts: Madrid: {NOBODY}" in said
    assert not has_green_light(site)
    covered()
    as_max().post(f"{FILE}light/")
    assert has_green_light(site)


def test_a_test_trial_may_be_tried_without() -> None:
    assert the_trial().kind == "test"
    site = the_site("madrid")
    site.is_open = False
    opening.save_site(site=site, by=None)
    site.is_open = True
    assert opening.save_site(site=site, by=None).is_open


@pytest.mark.usefixtures("live")
def test_a_protocol_without_rules_needs_nobody() -> None:
    site = the_site("madrid")
    version = site.trial.versions.get()
    site.is_open = True
    with pytest.raises(NotCovered):
        opening.save_site(site=site, by=None)
    content = version.content
    content["safety"]["alerts"] = []
    newer = type(version)(trial=site.trial, number=2, sha256="2" * 64, content=content)
    newer.save()
    assert opening.save_site(site=site, by=None).is_open
