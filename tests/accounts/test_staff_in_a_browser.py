"""Staff set up and use a second factor in a real browser, with the keyboard's own passkey."""

import pytest
from allauth.mfa.totp.internal import auth
from playwright.sync_api import Browser, BrowserContext, Page, expect

from retraining.trials.services import staff
from tests import cast
from tests.live import a_browser_of, access_findings
from tests.signing import LOGIN

pytestmark = pytest.mark.browser


def _fine(page: Page) -> None:
    assert access_findings(page) == []
    page.set_viewport_size({"width": 360, "height": 800})


def _shown_by_app(secret: str) -> str:
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def _with_a_passkey_device(context: BrowserContext, page: Page) -> None:
    """A device that checks its owner, as a phone or a laptop does."""
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def _accept_invitation(page: Page) -> None:
    invitation = staff.invite_staff(
        trial=cast.the_trial(), email="carla@staff.example", role="manager", site=None, by=None
    )
    page.goto(f"/accounts/staff/{staff.link_token(invitation)}/")
    _fine(page)
    page.get_by_label("Your name").fill("Carla Cruz")
    page.get_by_label("Choose a password").fill(cast.PASSWORD)
    page.get_by_role("button", name="Accept").click()


def test_from_the_invitation_to_the_first_page_by_app(browser: Browser, live: str) -> None:
    page = a_browser_of(browser, None, live).new_page()
    _accept_invitation(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your second step")
    _fine(page)
    page.get_by_text("I cannot scan it").click()
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("Six digits that the app shows now").fill(_shown_by_app(secret))
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    _fine(page)
    page.get_by_role("link", name="I have kept them").click()
    expect(page).to_have_url(f"{live}/manage/")
    for path in ("/accounts/2fa/", "/accounts/password/change/", "/accounts/logout/"):
        page.goto(path)
        _fine(page)


def test_a_passkey_in_place_of_the_app_and_then_of_the_password(
    browser: Browser, live: str, settings
) -> None:
    address = live.replace("127.0.0.1", "localhost")  # passkeys need a name, not a number
    context = a_browser_of(browser, None, address)
    page = context.new_page()
    _with_a_passkey_device(context, page)
    _accept_invitation(page)
    page.get_by_role("link", name="Add a passkey").click()
    _fine(page)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.goto("/accounts/2fa/webauthn/")
    _fine(page)
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").first.click()

    page.goto(LOGIN)
    page.get_by_label("E-mail address").fill("carla@staff.example")
    page.get_by_label("Password").fill(cast.PASSWORD)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
    _fine(page)
    page.get_by_role("button", name="Use your passkey").click()
    expect(page).to_have_url(f"{address}/manage/")
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").first.click()

    page.goto(LOGIN)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(f"{address}/manage/")


def test_a_passkey_that_fails_is_said(browser: Browser, live: str) -> None:
    address = live.replace("127.0.0.1", "localhost")
    page = a_browser_of(browser, None, address).new_page()
    page.goto(LOGIN)
    page.route("**/2fa/webauthn/login/", lambda route: route.abort())
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("The passkey did not work")).to_be_visible()
    _fine(page)
