"""Walks through a person's pages by their links, each kind of page once."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve


def every_page(page, address: str, first: str) -> Iterator[str]:
    """Open every kind of page that can be reached by links from `first`.

    Args:
        page: a Playwright page of somebody who is signed in; it stands on the page when its name
            is given.
        address: of the server.
        first: path of the first page.

    Returns:
        The url name of each page as it is opened; files and downloads are passed over.
    """
    from playwright.sync_api import Error

    waiting, seen, names = [first], {first}, set()
    while waiting:
        try:
            response = page.goto(address + waiting.pop(0))
        except Error as error:
            if "Download is starting" in str(error):
                continue
            raise
        kind = (response.headers.get("content-type", "") if response else "").split(";")[0]
        name = url_name(urlsplit(page.url).path)
        if kind != "text/html" or name in names:
            continue
        names.add(name)
        links = list(_links(page, address))  # whoever has the page now may go elsewhere with it
        yield name
        for link in links:
            if link not in seen and url_name(link) not in names:
                seen.add(link)
                waiting.append(link)


def url_name(path: str) -> str:
    """The url name of a path; "" where there is none."""
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def _links(page, address: str) -> Iterator[str]:
    for href in page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
        parts = urlsplit(href)
        if href.startswith(address) and not parts.path.startswith("/static/"):
            yield parts.path
