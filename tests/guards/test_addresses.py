"""Every address carries an access rule, and stands in the role table."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, path

from retraining.accounts.rules import THIRD_PARTY
from retraining.common.access import Audience
from tests.guards.addresses import every_pattern

CLOSED_LIBRARY_PAGES = ("account_", "mfa_", "allauth")


def without_rule(patterns: list[URLPattern | URLResolver]) -> list[str]:
    """Addresses of ours whose view has no rule. The library's pages are closed unless listed."""
    return [
        f"{address} ({entry.name})"
        for address, entry in every_pattern(patterns)
        if not hasattr(entry.callback, "access_rule")
        and not (entry.name or "").startswith(CLOSED_LIBRARY_PAGES)
    ]


def test_every_address_of_ours_has_an_access_rule() -> None:
    found = list(every_pattern(get_resolver().url_patterns))
    assert len(found) > 30, "the walk found too few addresses to mean anything"
    assert without_rule(get_resolver().url_patterns) == []


def test_the_guard_finds_a_view_without_a_rule() -> None:
    planted = path("planted/", lambda request: None, name="planted")  # type: ignore[arg-type,return-value]
    assert without_rule([planted]) == ["planted/ (planted)"]


PREFIXES = {
    Audience.PARTICIPANT: "my/",
    Audience.PLAYER: "my/",
    Audience.CLINIC: "clinic/",
    Audience.MANAGE: "manage/",
    Audience.STATISTICS: "statistics/",
}


def test_each_audience_keeps_to_its_prefix() -> None:
    for address, entry in every_pattern(get_resolver().url_patterns):
        rule = getattr(entry.callback, "access_rule", None)
        if rule is None:
            continue
        wanted = PREFIXES.get(rule.audience)
        if wanted is not None:
            assert address.startswith(wanted), f"{address} is for {rule.audience}"
        else:
            assert not address.startswith(("clinic/", "manage/", "statistics/")), address


def test_the_list_of_library_pages_holds_no_stale_name() -> None:
    names = {entry.name for _address, entry in every_pattern(get_resolver().url_patterns)}
    assert set(THIRD_PARTY) <= names


@pytest.mark.django_db
def test_a_library_page_that_is_not_listed_is_closed(client) -> None:
    listed = set(THIRD_PARTY)
    closed = [
        (address, entry.name)
        for address, entry in every_pattern(get_resolver().url_patterns)
        if (entry.name or "").startswith(CLOSED_LIBRARY_PAGES)
        and entry.name not in listed
        and "<" not in address
        and "(?P" not in address
    ]
    assert closed
    for address, _name in closed:
        assert client.get(f"/{address}").status_code == 404
