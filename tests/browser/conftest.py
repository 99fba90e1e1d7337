"""Phones that are put away when a test ends."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.players import Phone, a_phone


@pytest.fixture
def phone_with(browser: Browser, live: str) -> Iterator[Callable[..., Phone]]:
    """Makes a phone whose session has these backgrounds; its pages close before the server does."""
    phones: list[Phone] = []

    def make(*backgrounds: str) -> Phone:
        phones.append(a_phone(browser, live, *backgrounds))
        return phones[-1]

    yield make
    for phone in phones:
        phone.context.close()


@pytest.fixture
def phone(phone_with: Callable[..., Phone]) -> Phone:
    """Ana's phone, with the plain voice."""
    return phone_with("none")
