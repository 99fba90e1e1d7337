"""Information sheet and privacy notice: shown whole, read by one's own word."""

import pytest

from retraining.audit.models import AuditEntry
from retraining.common.markdown import render, title
from retraining.trials.errors import Refused
from retraining.trials.models import DocumentRead
from retraining.trials.services import consent
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["information", "privacy"])
def test_every_sentence_of_the_document_is_on_the_page(as_user, key):
    person = cast.joined("Ana")
    page = as_user(person.user).get(f"/my/join/read/{key}/").content.decode()
    text = person.version.documents.get(key=key).text
    assert f"<h1>{title(text)}</h1>" in page
    assert page.count("<h1") == 1
    lines = [line.lstrip("-# ").strip() for line in text.splitlines() if line.strip()]
    shown = page.replace("<strong>", "").replace("</strong>", "")
    for line in lines:
        words = line.replace("**", "").replace('"', "&quot;")
        assert words in shown.replace("&#x27;", "'").replace("&amp;", "&"), line


def test_looking_is_not_saying_that_one_has_read(as_user):
    person = cast.joined("Ana")
    as_user(person.user).get("/my/join/read/information/")
    assert not DocumentRead.objects.exists()


def test_the_button_keeps_ones_word_once(as_user):
    person = cast.joined("Ana")
    client = as_user(person.user)
    for _press in range(2):
        answer = client.post("/my/join/read/information/")
        assert answer.headers["Location"] == "/my/join/"
    assert DocumentRead.objects.get().participant == person
    assert AuditEntry.objects.filter(action="document.read").count() == 1
    assert (
        b"You have said that you have read this" in client.get("/my/join/read/information/").content
    )


@pytest.mark.parametrize("key", ["consent", "other"])
def test_there_is_no_other_document_here(as_user, key):
    client = as_user(cast.joined("Ana").user)
    assert client.get(f"/my/join/read/{key}/").status_code == 404
    assert client.post(f"/my/join/read/{key}/").status_code == 404


def test_nobody_reads_for_somebody_else():
    ana, bea = cast.joined("Ana"), cast.joined("Bea", "leeds")
    document = ana.version.documents.get(key="information")
    with pytest.raises(Refused):
        consent.mark_read(participant=ana, document=document, by=bea.user)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("[x](javascript:alert(1))", "href"),
        ("<img src=x onerror=alert(1)>", "<img"),
        ("[x](data:text/html,boo)", "href"),
    ],
)
def test_a_document_cannot_bring_code_into_the_page(text, never):
    assert never not in render(text)


def test_markdown_becomes_plain_html():
    assert render("# A\n\n- b **c**") == (
        "<h1>A</h1>\n<ul>\n<li>b <strong>c</strong></li>\n</ul>\n"
    )
    assert render("# A", below=1) == "<h2>A</h2>\n"
    assert title("text\n# The title\n") == "The title"
    assert title("no heading") == ""
