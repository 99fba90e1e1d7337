"""Every page and file of blinded clinic and statistics roles, as bytes, for comparison."""

import re
from collections.abc import Iterator

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from retraining.accounts.models import User
from retraining.trials.models import Participant

PREFIXES = ("clinic/", "statistics/")
QUERIES = ("", "?show=attention", "?sort=symptoms", "?sort=-seen", "?site=leeds", "?page=2")
MASKED = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
HEADERS_LEFT_OUT = {"X-Request-ID", "Set-Cookie", "Expires"}


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    """Every address under the two prefixes, with a number in place of each person's code."""
    codes = list(Participant.objects.order_by("pk").values_list("code", flat=True))
    for entry in patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, here)
        elif here.startswith(PREFIXES):
            filled = (
                [here.replace("<slug:code>", code) for code in codes] if "<" in here else [here]
            )
            yield from (f"/{one}" for one in filled)


def answer_of(client: Client, address: str, sent: dict[str, str] | None = None) -> bytes:
    """Status, headers and body of an answer, without what differs by chance."""
    response = client.post(address, sent) if sent is not None else client.get(address)
    head = sorted(
        f"{name}: {value}" for name, value in response.items() if name not in HEADERS_LEFT_OUT
    )
    body = b"".join(response.streaming_content) if response.streaming else response.content
    body = MASKED.sub(b"", body).replace(response["X-Request-ID"].encode(), b"")
    return "\n".join([str(response.status_code), *head]).encode() + b"\n" + body


def everything(staff: list[User]) -> dict[tuple[str, str], bytes]:
    """{(who, address): answer} of every address for every member of staff."""
    found: dict[tuple[str, str], bytes] = {}
    for user in staff:
        client = Client()
        client.force_login(user)
        for address in addresses(get_resolver().url_patterns):
            for query in QUERIES if address == "/clinic/" else QUERIES[:1]:
                found[user.email, address + query] = answer_of(client, address + query)
            for arms in ("pooled", "dummy") if "export" in address else ():
                sent = {"reason": "Check", "arms": arms, "seed": "the same"}
                found[user.email, f"POST {arms} {address}"] = answer_of(client, address, sent)
    return found
