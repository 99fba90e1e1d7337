"""Service worker, manifest and the page for the time without a connection: nobody's data."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from sessions.shell import FILES
from tests.sounds import started

pytestmark = pytest.mark.django_db


def shell() -> dict:
    response = Client().get("/my/sw.js")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/javascript"
    assert response["Cache-Control"] == "no-cache"
    first = response.content.decode().splitlines()[0]
    return json.loads(re.fullmatch(r"const SHELL = (.*);", first)[1])


def test_the_worker_keeps_static_files_and_one_page_only() -> None:
    found = shell()
    assert found["offline"] == "/my/offline/"
    assert all(path.startswith("/static/") for path in found["files"])
    assert len(found["files"]) == len(FILES)
    assert all(finders.find(name) for name in FILES)


def test_every_module_of_the_player_is_kept() -> None:
    index = finders.find("js/player/index.js")
    folder = index.removesuffix("/index.js")
    seen, todo = set(), ["index.js"]
    while todo:
        name = todo.pop()
        seen.add(f"js/player/{name}")
        with open(f"{folder}/{name}", encoding="utf-8") as file:
            todo += [m for m in re.findall(r'from "\./([a-z]+\.js)"', file.read())
                     if f"js/player/{m}" not in seen]  # fmt: skip
    assert len(seen) == 9
    assert seen <= set(FILES)


def test_the_manifest_bears_the_public_name(as_user) -> None:
    for client in (Client(), as_user(started("Ana").user)):
        response = client.get("/my/manifest.webmanifest")
        assert response["Content-Type"] == "application/manifest+json"
        assert response.json()["name"] == "The Guided Audio Study"
        assert response.json()["scope"] == "/my/"
        assert "retraining" not in response.content.decode().lower()


def test_the_page_without_a_connection_is_nobodys(as_user) -> None:
    ana = started("Ana")
    text = as_user(ana.user).get("/my/offline/").content.decode()
    assert "There is no connection just now" in text
    for word in ("<form", "csrf", ana.code, ana.site.phone, "Retraining"):
        assert word not in text
    assert Client().post("/my/offline/").status_code == 405
