"""Reads every page, file and mail that a blinded role can see, as bytes.

Runs only inside a transaction that is rolled back: a look at a page is an entry of the audit log.
"""

import logging
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.test import Client
from django.urls import (
    NoReverseMatch,
    Resolver404,
    URLPattern,
    URLResolver,
    get_resolver,
    resolve,
    reverse,
)

from retraining.accounts.models import User
from retraining.accounts.roles import ROLES, Role
from retraining.accounts.rules import THIRD_PARTY
from retraining.accounts.services import set_password, staff_user
from retraining.common.access import AccessRule, Audience
from retraining.portal.leak_compare import LEFT_OUT_COOKIES, LEFT_OUT_HEADERS, Requests, Seen
from retraining.randomisation.selectors_unsealing import is_unsealed
from retraining.trials.models import Participant, Site, Trial
from retraining.trials.services.staff import assign

PASSWORD = "only inside a transaction rolled back"  # noqa: S105
COMMON = (Audience.SIGNED_IN, Audience.STAFF)
# Pages whose form, when sent, gives a file; a test finds any that is not listed.
FILES_BY_POST = frozenset({"export"})
# Of the pages that differ in the question alone, so many are read: one view makes them all.
QUESTIONS_READ = 3
REASON = "Leak check"


@dataclass(frozen=True)
class Reader:
    """Somebody made for the check: a blinded role, at all sites or at one."""

    user: User
    who: str
    audience: Audience


def readers_of(trial: Trial, roles: Container[str]) -> list[Reader]:
    """One person per blinded role, and for a role that can be held to a site one at a site too.

    Once the list is unsealed the statistician sees codes, as the committee does, and is left out.

    Args:
        trial: where they work.
        roles: slugs of the roles that are looked at.
    """
    site = Site.objects.filter(trial=trial).order_by("slug").first()
    found: list[Reader] = []
    seeing = {Role.STATISTICIAN} if is_unsealed(trial.pk) else set()
    for role, text in ROLES.items():
        if not text.blinded or role in seeing or role not in roles:
            continue
        for place in (None, site) if text.per_site and site else (None,):
            user = staff_user(email=f"leak-check-{len(found) + 1}@staff.invalid")
            set_password(user=user, password=PASSWORD, name=f"Leak check {len(found) + 1}")
            if not Authenticator.objects.filter(user=user).exists():
                TOTP.activate(user, generate_totp_secret())
            assign(user=user, trial=trial, role=Role(role), site=place, by=None)
            who = f"{role} at {place.slug}" if place else str(role)
            found.append(Reader(user, who, text.audience))
    return found


class Lines(logging.Handler):
    """Keeps what is logged, as the install would write it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name} {record.getMessage()}")

    def taken(self) -> list[str]:
        """The lines since the last call."""
        lines, self.lines = self.lines, []
        return lines


class _Page(HTMLParser):
    """Finds where a page leads: links, pictures, and forms that only ask."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.posts: list[dict[str, str]] = []
        self._form: dict[str, str] | None = None
        self._action, self._is_post, self._select = "", False, ""
        self._options: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif tag in ("img", "iframe", "source"):
            self.links.append(given.get("src", ""))
        elif tag == "form":
            self._form, self._options = {}, []
            self._action, self._is_post = given.get("action", ""), given.get("method") == "post"
        elif self._form is not None:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self._options.append((self._select, given.get("value", "")))
        elif tag == "textarea" or (tag == "input" and given.get("type", "text") == "text"):
            self._fill(name, given.get("value", "") or (REASON if self._is_post else ""))
        elif tag == "input" and given.get("type") == "hidden":
            self._fill(name, given.get("value", ""))
        elif tag == "input" and given.get("type") == "password":
            self._fill(name, PASSWORD)
        elif tag == "input" and given.get("type") in ("radio", "checkbox"):
            self._options.append((name, given.get("value", "on")))

    def _fill(self, name: str, value: str) -> None:
        if name and self._form is not None:
            self._form[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "form" and self._form is not None:
            if self._is_post:
                self.posts.append(dict(self._options) | self._form)
            else:
                asked = [{name: value} for name, value in self._options]
                self.links += [f"{self._action}?{urlencode(one)}" for one in asked]
            self._form = None


def patterns(
    entries: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """(path, pattern) of every address."""
    for entry in entries:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns, here)
        else:
            yield here, entry


def rule_of(entry: URLPattern) -> AccessRule | None:
    """The access rule of an address of ours or of the sign-in library."""
    rule: AccessRule | None = getattr(entry.callback, "access_rule", None)
    return rule or THIRD_PARTY.get(entry.name or "")


class Crawl:
    """One reading of everything that some readers see.

    Args:
        trial: whose people.
        lines: the handler that hears what is logged.
    """

    def __init__(self, trial: Trial, lines: Lines) -> None:
        self.codes = list(
            Participant.objects.filter(trial=trial).order_by("pk").values_list("code", flat=True)
        )
        self.lines, self.requests = lines, Requests()
        self.seen: dict[tuple[str, str], Seen] = {}
        self.alike: Counter[tuple[str, ...]] = Counter()

    def read(self, reader: Reader) -> None:
        """Everything that this reader reaches, by address and by link."""
        client = Client(raise_request_exception=False, **_like_a_browser())
        client.force_login(reader.user)
        waiting = list(dict.fromkeys(self._starts(reader)))
        known = set(waiting)
        while waiting:
            address = waiting.pop(0)
            response, body = self._ask(client, reader, address)
            if "text/html" not in response.headers.get("Content-Type", ""):
                continue
            page = _Page()
            page.feed(body.decode())
            if _name(response) in FILES_BY_POST:
                for number, sent in enumerate(page.posts, start=1):
                    self._ask(client, reader, address, sent, f"POST {number} {address}")
            for link in page.links:
                target = _followed(address, link)
                if target and target not in known and self._is_for(target, reader):
                    known.add(target)
                    if not self._seen_enough(target, reader):
                        waiting.append(target)

    def _starts(self, reader: Reader) -> Iterator[str]:
        for _path, entry in patterns(get_resolver().url_patterns):
            rule = rule_of(entry)
            if rule is None or rule.audience not in (reader.audience, *COMMON) or not entry.name:
                continue
            names = set(entry.pattern.converters)
            for parts in [{}] if not names else self._parts(names):
                try:
                    yield reverse(entry.name, kwargs=parts)
                except NoReverseMatch:
                    continue

    def _parts(self, names: set[str]) -> list[dict[str, str]]:
        return [{"code": code} for code in self.codes] if names == {"code"} else []

    def _is_for(self, target: str, reader: Reader) -> bool:
        first = f"/{reader.audience}/"
        return urlsplit(target).path.startswith((first, "/accounts/"))

    def _seen_enough(self, target: str, reader: Reader) -> bool:
        try:
            match = resolve(urlsplit(target).path)
        except Resolver404:
            return False  # what an address that leads nowhere answers is read too
        if "item" not in match.kwargs:
            return False
        others = [str(value) for name, value in match.kwargs.items() if name != "item"]
        key = (reader.who, match.route, *others)
        self.alike[key] += 1
        return self.alike[key] > QUESTIONS_READ

    def _ask(
        self,
        client: Client,
        reader: Reader,
        address: str,
        sent: dict[str, str] | None = None,
        name: str = "",
    ) -> tuple[Any, bytes]:
        self.lines.taken()
        response = client.get(address) if sent is None else client.post(address, sent)
        streamed = getattr(response, "streaming_content", None)
        body = b"".join(streamed) if streamed is not None else response.content
        self.requests.given(response.headers.get("X-Request-ID", ""))
        headers = tuple(
            sorted(
                (header, self.requests.masked_text(value))
                for header, value in [*response.headers.items(), *_cookies(response)]
                if header not in LEFT_OUT_HEADERS
            )
        )
        logged = tuple(self.requests.masked_text(line) for line in self.lines.taken())
        seen = Seen(response.status_code, headers, self.requests.masked(body), logged)
        self.seen[reader.who, name or address] = seen
        return response, body


def _like_a_browser() -> dict[str, Any]:
    """A request as it would come through the install's own front door."""
    address = urlsplit(settings.SITE_URL)
    return {
        "SERVER_NAME": address.hostname or "localhost",
        "wsgi.url_scheme": address.scheme or "http",
        "HTTP_X_FORWARDED_PROTO": address.scheme or "http",
        "HTTP_X_FORWARDED_FOR": "127.0.0.1",
    }


def _cookies(response: Any) -> list[tuple[str, str]]:
    return [
        (f"Set-Cookie {name}", "" if name in LEFT_OUT_COOKIES else cookie.OutputString())
        for name, cookie in response.cookies.items()
    ]


def _name(response: Any) -> str:
    match = getattr(response, "resolver_match", None)
    return str(match.url_name) if match else ""


def _followed(address: str, link: str) -> str:
    """The address of a link on a page; empty where it is not followed.

    Pages that were asked for with a filter are followed no further, but to their next pages: the
    filters' combinations would never end.
    """
    target = urlsplit(urljoin(address, link))
    if target.netloc or not target.path.startswith("/") or target.path == "/accounts/logout/":
        return ""
    asked = parse_qsl(target.query)
    if urlsplit(address).query and any(name != "page" for name, _value in asked):
        return ""
    return f"{target.path}?{target.query}" if target.query else target.path
