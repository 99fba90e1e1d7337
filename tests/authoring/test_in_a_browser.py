"""The pages of the programmes in a real browser: axe in all looks, and the way by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from sessions import renditions
from sessions.models import Rendition
from sessions.services.recording import release
from tests.authoring.uploading import spoken, with_change
from tests.authoring.zips import zipped
from tests.cast import PASSWORD, max_the_manager, the_trial
from tests.live import a_browser_of, access_findings

pytestmark = pytest.mark.browser
HERE = "/manage/programmes/"


def test_axe_finds_nothing_on_the_pages_of_a_version(browser: Browser, live: str) -> None:
    page = a_browser_of(browser, max_the_manager(), live).new_page()
    found = {}
    text = f"{HERE}1/mair/w1-reading/"
    release(
        trial=the_trial(), code="r-1", uses="this trial", ends_on=None, no_cloning=True,
        by=max_the_manager(),
    )  # fmt: skip
    for address in (HERE, f"{HERE}1/", text, f"{text}recording/", f"{HERE}readers/"):
        page.goto(address)
        found[address] = access_findings(page)
    assert {address: lines for address, lines in found.items() if lines} == {}


def test_an_upload_becomes_a_version_by_keyboard(
    browser: Browser, live: str, tmp_path: Path
) -> None:
    bad, good = tmp_path / "bad.zip", tmp_path / "good.zip"
    bad.write_bytes(zipped(dict(with_change("mair/w1-short.md", "kind: short", "kind: song"))))
    good.write_bytes(zipped(dict(with_change())))
    page = a_browser_of(browser, max_the_manager(), live, width=1280).new_page()
    page.goto(f"{HERE}upload/")
    for file in (bad, good):
        page.get_by_label("Zip file").set_input_files(str(file))
        with page.expect_navigation():
            page.get_by_role("button", name="Upload and check").press("Enter")
        assert access_findings(page) == []
    expect(page.get_by_role("heading", level=1)).to_have_text("The upload that waits")
    spoken()
    page.reload()
    with page.expect_navigation():
        page.get_by_role("link", name="Publish").press("Enter")
    assert access_findings(page) == []
    page.get_by_label("Reason").fill("a clearer sentence")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_label("Your password").press("Enter")
    expect(page.get_by_role("link", name="Version 2", exact=True)).to_be_visible()


def test_a_page_that_waits_plays_the_sound_when_it_is_there(browser: Browser, live: str) -> None:
    page = a_browser_of(browser, max_the_manager(), live).new_page()
    page.goto(f"{HERE}1/mair/w1-short/")
    page.get_by_role("button", name="Make the sound").press("Enter")
    expect(page.get_by_role("progressbar")).to_be_visible()
    assert access_findings(page) == []
    spoken()
    path = renditions.path_of(Rendition.objects.get())
    path.parent.mkdir(parents=True)
    path.write_bytes(b"sound" * 100)
    expect(page.locator("audio")).to_be_visible(timeout=15_000)
    assert access_findings(page) == []
