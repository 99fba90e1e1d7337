"""Service worker, manifest and the page for the time without a connection: nobody's data."""

import json
import re
import struct
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from sessions.shell import FILES, _shell
from tests.sounds import started

pytestmark = pytest.mark.django_db
IMPORT = re.compile(r"""(?:from |import\()"\./([a-z-]+\.js)\"""")


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
    folder = Path(index).parent
    roots = ["index.js", "offline-page.js", "reading.js", "shell.js"]
    seen, todo = set(), list(roots)
    while todo:
        name = todo.pop()
        seen.add(f"js/player/{name}")
        imports = IMPORT.findall((folder / name).read_text("utf-8"))
        todo += [other for other in imports if f"js/player/{other}" not in seen]
    assert len(seen) > 15
    assert seen <= set(FILES)
    # Only the page that waits for a sound needs the network anyhow.
    alone = {f"js/player/{path.name}" for path in folder.glob("*.js")} - seen
    assert alone == {"js/player/preparing.js"}


def test_modules_are_kept_under_the_names_by_which_other_modules_ask(settings) -> None:
    settings.STATIC_URL = "/elsewhere/"
    shell_paths = _shell.__wrapped__()["files"]
    assert "/elsewhere/js/player/outbox.js" in shell_paths


def test_the_manifest_bears_the_public_name(as_user) -> None:
    for client in (Client(), as_user(started("Ana").user)):
        response = client.get("/my/manifest.webmanifest")
        assert response["Content-Type"] == "application/manifest+json"
        assert response.json()["name"] == "The Guided Audio Study"
        assert response.json()["scope"] == "/my/"
        assert "retraining" not in response.content.decode().lower()


def test_the_manifest_is_enough_to_put_it_on_a_home_screen() -> None:
    manifest = Client().get("/my/manifest.webmanifest").json()
    assert (manifest["start_url"], manifest["display"]) == ("/my/", "standalone")
    found = {(icon["purpose"], icon["sizes"]) for icon in manifest["icons"]}
    assert found == {("any", "192x192"), ("any", "512x512"), ("maskable", "512x512")}
    for icon in manifest["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        # Width and height of a PNG stand in its bytes 16 to 24.
        width, height = struct.unpack(">II", Path(path).read_bytes()[16:24])
        assert icon["sizes"] == f"{width}x{height}"


def test_the_page_without_a_connection_is_nobodys(as_user) -> None:
    ana = started("Ana")
    text = as_user(ana.user).get("/my/offline/").content.decode()
    assert "There is no connection just now" in text
    for word in ("<form", "csrf", ana.code, ana.site.phone, "Retraining"):
        assert word not in text
    assert Client().post("/my/offline/").status_code == 405
