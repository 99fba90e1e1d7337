"""The mailbox: every mail is kept, and shown without letting it do anything."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from retraining.common import clock
from retraining.common.mail import compose
from retraining.demo.models import StoredMail
from tests.demo.conftest import mailbox

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _mails_are_kept() -> Iterator[None]:
    with mailbox():
        yield


def a_mail(to: str = "ana@people.example", subject: str = "This week is open") -> StoredMail:
    EmailMessage(subject, "Read http://localhost/my/ please.", "study@localhost", [to]).send()
    return StoredMail.objects.latest("pk")


def test_a_mail_is_kept_as_text_and_as_it_looks() -> None:
    with clock.at(MOMENT):
        compose(
            to="ana@people.example",
            sender_name="The Guided Audio Study",
            subject="Hello",
            template="mail/base",
            context={"public_name": "The Guided Audio Study"},
        ).send()
    kept = StoredMail.objects.get()
    assert (kept.to, kept.subject) == ("ana@people.example", "Hello")
    assert "<html" in kept.html
    assert "<html" not in kept.text
    assert timedelta(0) <= kept.sent_at - MOMENT < timedelta(seconds=10)


def test_each_recipient_has_a_copy() -> None:
    EmailMessage("Hello", "Text", "study@localhost", ["a@x.example"], bcc=["b@x.example"]).send()
    assert set(StoredMail.objects.values_list("to", flat=True)) == {"a@x.example", "b@x.example"}
    assert set(StoredMail.objects.values_list("html", flat=True)) == {""}


def test_the_newest_stands_first_on_pages_of_25(client: Client) -> None:
    for number in range(27):
        with clock.at(MOMENT + timedelta(days=number)):
            a_mail(subject=f"Mail {number}")
    subjects = [mail.subject for mail in client.get(reverse("demo_mailbox")).context["page"]]
    assert subjects == [f"Mail {number}" for number in range(26, 1, -1)]
    second = client.get(reverse("demo_mailbox") + "?page=2").context["page"]
    assert [mail.subject for mail in second] == ["Mail 1", "Mail 0"]
    assert client.get(reverse("demo_mailbox") + "?page=nonsense").status_code == 200


def test_mails_to_one_person_can_be_found(client: Client) -> None:
    a_mail("ana@people.example")
    a_mail("bea@people.example")
    page = client.get(reverse("demo_mailbox"), {"to": "ANA@"})
    assert [mail.to for mail in page.context["page"]] == ["ana@people.example"]
    assert client.get(reverse("demo_mailbox"), {"to": "\0"}).status_code == 200
    assert (
        "No mail here yet" in client.get(reverse("demo_mailbox"), {"to": "nobody"}).content.decode()
    )


def test_a_mail_shows_its_text_with_links_that_work(client: Client) -> None:
    page = client.get(reverse("demo_mail", args=[a_mail().pk])).content.decode()
    assert '<a href="http://localhost/my/"' in page
    assert "Simulated" in page
    assert "<iframe" not in page  # this one has no HTML


def test_what_looks_like_html_in_a_text_stays_text(client: Client) -> None:
    EmailMessage("A <b>", "<script>alert(1)</script>", "s@localhost", ["a@x.example"]).send()
    page = client.get(reverse("demo_mail", args=[StoredMail.objects.get().pk])).content.decode()
    assert "<script>alert" not in page
    assert "A &lt;b&gt;" in page


def test_the_frame_can_do_nothing_but_follow_a_link(client: Client) -> None:
    kept = StoredMail.objects.create(
        to="a@x.example", subject="S", text="T", sent_at=MOMENT,
        html="<html><head><title>T</title></head><body><a href='/my/'>Open</a></body></html>",
    )  # fmt: skip
    page = client.get(reverse("demo_mail", args=[kept.pk])).content.decode()
    assert 'sandbox="allow-top-navigation-by-user-activation"' in page
    frame = client.get(reverse("demo_mail_html", args=[kept.pk]))
    policy = frame.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert "script" not in policy
    assert "frame-ancestors 'self'" in policy
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert '<head><base target="_top">' in frame.content.decode()


@pytest.mark.parametrize("number", ["0", "99999999", "9" * 40])
@pytest.mark.parametrize("name", ["demo_mail", "demo_mail_html"])
def test_a_mail_that_is_not_there(client: Client, name: str, number: str) -> None:
    assert client.get(reverse(name, args=[int(number)])).status_code == 404
