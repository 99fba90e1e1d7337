"""Small helpers for the pages under /manage/."""

import html
import re

from django.http import HttpResponse
from django.test import Client

from retraining.accounts.models import User
from tests import cast


def client_of(user: User) -> Client:
    """A browser signed in as somebody."""
    client = Client()
    client.force_login(user)
    return client


def as_max() -> Client:
    """A browser signed in as the manager."""
    return client_of(cast.max_the_manager())


def words(response: HttpResponse) -> str:
    """What a person reads on the page: the main part without tags, spaces made single."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    assert main, "the page has no main part"
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main.group())))


def rows(response: HttpResponse) -> list[list[str]]:
    """The cells of every table row below the heads, as words."""
    found = []
    for row in re.findall(r"<tr.*?</tr>", response.content.decode(), re.DOTALL):
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        if 'scope="col"' not in row:
            found.append([" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells])
    return found
