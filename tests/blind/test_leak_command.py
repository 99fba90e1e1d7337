"""`manage.py leak_check`: JSON, exit 1 where it does not hold, exit 2 for a trial that is not."""

import inspect
import json
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import get_resolver

from retraining.portal.leak_check import Verdict
from retraining.portal.leak_compare import Finding, Requests, Seen, findings
from retraining.portal.leak_crawl import FILES_BY_POST
from retraining.portal.management.commands import leak_check as command
from tests import cast
from tests.guards.addresses import every_pattern

HOLDS = Verdict("mair-fibromyalgia", 4, ("rater",), 10, (), ())
LEAKS = Verdict(
    "mair-fibromyalgia", 4, ("rater",), 10, (), (Finding("page", "rater", "/clinic/", "line 3"),)
)


@pytest.mark.django_db
@pytest.mark.parametrize(("verdict", "code"), [(HOLDS, 0), (LEAKS, 1)])
@pytest.mark.parametrize("name", ["mair-fibromyalgia", "mair_fibromyalgia"])
def test_the_verdict_is_one_line_of_json(
    verdict: Verdict, code: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(command, "leak_check", lambda trial: asked.append(trial) or verdict)
    out = StringIO()
    try:
        call_command("leak_check", name, stdout=out)
        exit_code = 0
    except SystemExit as end:
        exit_code = int(end.code or 0)
    assert exit_code == code
    assert asked == [cast.the_trial()]
    printed = json.loads(out.getvalue())
    assert printed["holds"] is (code == 0)
    assert printed["findings"] == [finding.as_json() for finding in verdict.findings]
    assert out.getvalue().count("\n") == 1


@pytest.mark.django_db
def test_a_trial_that_is_not_there() -> None:
    out = StringIO()
    with pytest.raises(CommandError, match="there is no trial nowhere") as refused:
        call_command("leak_check", "nowhere", stdout=out)
    assert refused.value.returncode == 2
    assert out.getvalue() == ""


@pytest.mark.django_db
def test_before_anybody_is_randomised_it_says_that_it_proves_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nobody = Verdict("mair-fibromyalgia", 0, ("rater",), 10, (), ())
    monkeypatch.setattr(command, "leak_check", lambda _trial: nobody)
    out, err = StringIO(), StringIO()
    call_command("leak_check", "mair-fibromyalgia", stdout=out, stderr=err)
    assert "nobody is randomised yet" in err.getvalue()


def source_of(view: Callable[..., object]) -> str:
    """What a view does, with the helpers of its module that it calls."""
    text = inspect.getsource(view)
    helpers = [
        inspect.getsource(one)
        for name, one in vars(inspect.getmodule(view)).items()
        if inspect.isfunction(one) and name.startswith("_") and f"{name}(" in text
    ]
    return text + "".join(helpers)


def test_every_form_that_gives_a_file_is_sent() -> None:
    giving = set()
    for _path, entry in every_pattern(get_resolver().url_patterns):
        view = inspect.unwrap(entry.callback)
        if not hasattr(entry.callback, "access_rule"):
            continue
        source = source_of(view)
        if "POST" in source and ("as_attachment" in source or "Content-Disposition" in source):
            giving.add(entry.name)
    assert giving == FILES_BY_POST


def seen(body: bytes, **headers: str) -> Seen:
    return Seen(200, tuple(sorted(headers.items())), body)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (seen(b"a\nb"), seen(b"a\nb"), []),
        (seen(b"a\nb"), seen(b"a\nc"), [("page", "line 2")]),
        (seen(b"<li>1</li>\n<li>2</li>"), seen(b"<li>2</li>\n<li>1</li>"), [("order", "line 1")]),
        (seen(b"", X="1"), seen(b"", X="2"), [("header", "X")]),
        (seen(b""), seen(b"", X="2"), [("header", "X")]),
        (Seen(200, (), b""), Seen(404, (), b""), [("page", "status")]),
        (Seen(500, (), b""), Seen(500, (), b""), [("error", "status 500")]),
        (Seen(0, (), b"a"), Seen(0, (), b"b"), [("audit", "line 1")]),
        (Seen(200, (), b"", ("x",)), Seen(200, (), b"", ("x", "y")), [("log line", "line 2")]),
    ],
)
def test_what_a_difference_is_called(one: Seen, other: Seen, expected: list[object]) -> None:
    found = findings({("rater", "/x/"): one}, {("rater", "/x/"): other})
    assert [(f.kind, f.detail) for f in found] == expected


def test_a_page_that_only_one_reading_reaches() -> None:
    found = findings({("rater", "/x/"): seen(b"")}, {})
    assert [(f.kind, f.detail) for f in found] == [("page", "reached in one reading only")]


def test_only_ids_that_were_given_are_taken_out() -> None:
    requests = Requests()
    requests.given("0123456789abcdef")
    body = b'0123456789abcdef fedcba9876543210 <input name="csrfmiddlewaretoken" value="x">'
    assert requests.masked(body) == (
        b'request 1 fedcba9876543210 <input name="csrfmiddlewaretoken" value="">'
    )
