"""No page and no mail of joining names product, condition, method or arm; no log names anybody."""

import logging
import re

import pytest
from django.core import mail
from django.test import Client

from retraining.trials.services import consent, invitations
from tests import cast
from tests.signing import ASK, CONFIRM, mailed_code, other_code

pytestmark = pytest.mark.django_db
NEVER = re.compile(r"retraining|\bmair\b|relaxation|amygdala|insula\b|fibromyalgia|mindful", re.I)
ANA = "ana@people.example"


def _walk(client: Client) -> list[bytes]:
    """Ana from the mailed link to the first day; every page on the way."""
    person = cast.invited("Ana")
    token = invitations.link_token(person.invitations.get())
    path = f"/invite/{token}/"
    seen = [client.get("/"), client.get(path), client.post(path, {"email": "x"})]
    seen.append(client.post(path, {"email": ANA, "time_zone": "Europe/Madrid"}, follow=True))
    seen.append(client.get(path))
    seen.append(client.post(CONFIRM, {"code": other_code(mailed_code())}))
    seen.append(client.post(CONFIRM, {"code": mailed_code()}, follow=True))
    seen += [client.get(f"/my/join/read/{key}/") for key in ("information", "privacy")]
    seen += [client.post(f"/my/join/read/{key}/") for key in ("information", "privacy")]
    seen += [client.get("/my/join/agree/"), client.post("/my/join/agree/")]
    seen += [client.get(f"/my/join/{name}/") for name in ("fit/about", "ask", "no", "clear")]
    person.refresh_from_db()
    cast.fitting(person)
    seen.append(client.get("/my/join/fit/"))
    cast.understanding(person)
    lines = [str(n) for n in range(1, consent.statement_count(person) + 1)]
    signed = {"statements": lines, "name": "Ana Person", "version": "1"}
    seen.append(client.post("/my/join/agree/", signed, follow=True))
    for name in ("", "copy/", "start/"):
        seen.append(client.get(f"/my/join/{name}"))
    seen.append(client.post("/my/join/start/", {"day": "x"}))
    seen += [client.get("/accounts/logout/"), client.post("/accounts/logout/", follow=True)]
    seen += [client.get(ASK), client.get(CONFIRM), client.get("/my/nothing/")]
    assert all(page.status_code in (200, 302, 404, 410) for page in seen)
    return [page.content for page in seen]


def test_no_page_and_no_mail_names_what_must_not_be_named():
    pages = _walk(Client())
    assert len(pages) > 20
    for page in pages:
        assert NEVER.search(page.decode()) is None
    sent = [f"{m.subject} {m.from_email} {m.body} {m.alternatives[0].content}" for m in mail.outbox]
    assert sent
    assert [text for text in sent if NEVER.search(text)] == []


def test_the_list_of_words_can_fail():
    assert NEVER.search("The MAIR programme") is not None


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def everything_logged():
    """Every line that any logger would write at level INFO, however quiet it is set."""
    kept, changed = _Kept(), []
    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    for logger in [logging.getLogger(), *loggers]:
        changed.append((logger, logger.level, logger.propagate, logger.disabled))
        logger.addHandler(kept)
        logger.setLevel(logging.INFO)
        logger.disabled = False
    yield kept.lines
    for logger, level, propagate, disabled in changed:
        logger.removeHandler(kept)
        logger.setLevel(level)
        logger.propagate, logger.disabled = propagate, disabled


def test_no_log_line_holds_a_token_an_address_or_a_code(everything_logged, settings):
    client = Client()
    _walk(client)
    token = invitations.link_token(cast.invited("Bea", "leeds").invitations.get())
    Client().get(f"/invite/{token}x/")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    Client().post(ASK, {"email": ANA})
    logging.getLogger("retraining").info("the trap works")
    text = "\n".join(everything_logged)
    assert "the trap works" in text
    assert "mail could not be sent" in text
    for private in (ANA, token.split("-", 1)[1], "/invite/", "Ana Person", mailed_code()):
        assert private not in text, text
