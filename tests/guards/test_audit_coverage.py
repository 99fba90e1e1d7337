"""Every function that writes leaves an audit entry, or says here why not."""

import pytest

from tests.guards.audit_coverage import Code, sources

# Rows that are their own record, or no fact of a trial at all.
OWN_RECORD = {
    "retraining.accounts.services:set_theme": "the look of a person's own pages",
    "retraining.accounts.sign_in:renew_code_time": "a dictionary of the login session, no row",
    "retraining.audit.services:seal": "the chain over the entries themselves",
    "retraining.randomisation.exchange:_exchange_allocations": "the leak check; rolled back",
    "retraining.reminders.services:queue_what_is_due": "messages and their states are rows",
    "retraining.reminders.services:TAKE_STEP": "the same",
    "retraining.reminders.services:sweep_for": "the same for one person of a made-up trial",
    "retraining.reporting.services:refresh": "derived; what it is made from has its entries",
    "retraining.trials.services.copies:_keep": "derived from a consent that has its entry",
    "retraining.trials.services.screening:save_part": "answers; one entry when they are sent",
    "sessions.services.keeping:keep": "a sound file, derived from a text that has its entry",
    "sessions.services.smaller:_kept": "the same for a smaller file",
}
# Parts of others' acts, as private functions are: whoever calls them leaves the entry.
PARTS = {
    "retraining.accounts.services:close_user",
    "retraining.accounts.services:erase_user",
    "retraining.accounts.services:reopen_user",
    "retraining.assessments.packs:copy_packs",
    "retraining.assessments.scores:store_scores",
    "retraining.protocol.uploads:close",
    "retraining.trials.services.consent:set_date",
    "retraining.trials.services.identity:create_key",
    "sessions.services.recording:drop",
}
PLANTED = "retraining.trials.services.planted"


@pytest.fixture(scope="module")
def code() -> Code:
    return Code(sources())


def test_every_writer_leaves_an_entry(code: Code) -> None:
    assert len(code.writers()) > 100, "the walk found too few writers to mean anything"
    assert code.without_entry(OWN_RECORD, PARTS) == []


def test_no_exception_is_stale(code: Code) -> None:
    writers = set(code.writers())
    assert set(OWN_RECORD) | PARTS <= writers
    for one in OWN_RECORD:
        rest = {name for name in OWN_RECORD if name != one}
        assert one in code.without_entry(rest, PARTS), f"{one} needs no exception any more"
    for one in PARTS:
        assert one in code.without_entry(OWN_RECORD, PARTS - {one}), f"{one} is no part any more"


HEAD = """
from retraining.audit.services import record
from retraining.trials.models import Site

def _write():
    Site.objects.create(name="x")
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def act(*, by):\n    Site.objects.create(name='x')", ["act"]),
        ("def act(*, site, by):\n    site.save()", ["act"]),
        ("def act(*, site, by):\n    site.delete()", ["act"]),
        ("def act(*, by):\n    Site.objects.filter(pk=1).update(name='x')", ["act"]),
        ("def act(*, by):\n    _write()", ["_write"]),
        ("def act(*, by):\n    _write()\n    record('site.saved', by=by)", []),
        (
            "def act(*, by):\n    _write()\n    _said(by)\ndef _said(by):\n    record('x', by=by)",
            [],
        ),
        ("ACTS = {1: _write}\ndef act(*, by):\n    ACTS[1]()", ["_write"]),
        ("ACTS = {1: _write}\ndef act(*, by):\n    ACTS[1]()\n    record('x', by=by)", []),
        (
            "def act(*, by):\n    with connection.cursor() as cursor:\n"
            "        cursor.execute('update trials_site set name = %s', ['x'])",
            ["act"],
        ),
        ("WORDS = 'delete from trials_site'\ndef act(*, by):\n    run(WORDS)", ["WORDS"]),
        (
            "WORDS = 'insert  into trials_site'\n"
            "def act(*, by):\n    run(WORDS)\n    record('x', by=by)",
            [],
        ),
        ("def act():\n    run('select 1 from trials_site')", []),
        (
            "class Making:\n    def act(self, by):\n        self.put()\n"
            "    def put(self):\n        Site.objects.create()",
            ["Making.put"],
        ),
        (  # one caller that leaves an entry does not excuse another
            "def act(*, by):\n    _write()\n    record('x', by=by)\ndef other():\n    _write()",
            ["_write"],
        ),
    ],
)
def test_the_guard_finds_a_planted_service(text: str, found: list[str]) -> None:
    head = HEAD if "_write" in text else HEAD.split("def _write")[0]
    planted = Code({**sources(), PLANTED: head + text})
    assert planted.without_entry(OWN_RECORD, PARTS) == [f"{PLANTED}:{name}" for name in found]


def test_an_entry_is_seen_through_modules_and_names_given_on() -> None:
    text = (
        "from retraining.trials.services import staff as given\n"
        "def act(*, site, by):\n    site.save()\n    given.save_site(site=site, by=by)\n"
    )
    planted = Code({**sources(), PLANTED: text})
    assert planted.without_entry(OWN_RECORD, PARTS) == []
