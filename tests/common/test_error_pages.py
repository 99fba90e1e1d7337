"""Error pages: right status, plain words, JSON for programs, and no need of a database."""

import json
from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import TemplateSyntaxError
from django.test import RequestFactory

from retraining.common import views

Handler = Callable[..., HttpResponse]
HANDLERS: list[tuple[Handler, int, str, str]] = [
    (views.bad_request, 400, "We could not read that", "bad-request"),
    (views.permission_denied, 403, "This page is not open to you", "not-allowed"),
    (views.page_not_found, 404, "There is no page here", "not-found"),
    (views.csrf_failure, 403, "This page was open for a long time", "stale-form"),
    (views.server_error, 500, "This went wrong on our side", "our-fault"),
]


@pytest.fixture(autouse=True)
def _frame_without_database(settings) -> None:
    """No context processor that reads rows, so that a query would fail the test."""
    backend = {**settings.TEMPLATES[0]}
    backend["OPTIONS"] = {
        "context_processors": ["django.template.context_processors.request"],
    }
    settings.TEMPLATES = [backend]


def request(accept: str = "text/html") -> HttpRequest:
    return RequestFactory().get("/my/somewhere/", headers={"accept": accept})


@pytest.mark.parametrize(("handler", "status", "words", "code"), HANDLERS)
def test_a_person_gets_words(handler: Handler, status: int, words: str, code: str) -> None:
    answer = handler(request("text/html,application/xhtml+xml,*/*;q=0.8"))
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page
    assert "<h1>" in page
    assert "etraining" not in page


@pytest.mark.parametrize(("handler", "status", "words", "code"), HANDLERS)
def test_a_program_gets_json(handler: Handler, status: int, words: str, code: str) -> None:
    answer = handler(request("application/json"))
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"
    assert json.loads(answer.content)["error"] == code


def test_a_fault_in_the_error_page_still_gives_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_named: object) -> str:
        raise TemplateSyntaxError("broken")

    monkeypatch.setattr(views, "render_to_string", broken)
    answer = views.server_error(request())
    assert answer.status_code == 500
    assert b"It was nothing you did" in answer.content


@pytest.mark.parametrize("page", ["participant", "staff", "account", "question", "nosuch"])
def test_the_gallery_draws_every_base(page: str) -> None:
    asked = RequestFactory().get("/gallery/", {"page": page})
    answer = views.gallery(asked)
    assert answer.status_code == 200
    assert b'id="main"' in answer.content
