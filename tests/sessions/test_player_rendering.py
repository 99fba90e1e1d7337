"""From loaded scripts to audio: what is wanted, in which order, once, and how far it is."""

import time
from datetime import timedelta

import numpy as np
import pytest
from django.conf import settings
from django.core.cache import cache

from retraining.audit.models import AuditEntry
from retraining.common import clock
from sessions import renditions
from sessions.backgrounds import BACKGROUNDS
from sessions.content import rendition_of, script_of
from sessions.encoding import decode, seconds_of
from sessions.models import Rendition, Script
from sessions.scripts import parse, text_hash
from sessions.services.asking import ask_for_audio
from sessions.services.rendering import render_script, render_waiting
from sessions.services.smaller import make_smaller_of, make_waiting
from sessions.voice import trim
from tests.cast import the_trial
from tests.one_minute import TEXT
from tests.sessions.script_texts import ToneVoice
from tests.sounds import item_of, started

pytestmark = pytest.mark.django_db
FOUND = ["core", "practice", "practice", "short", "reading"]


class QuickVoice(ToneVoice):
    """Hums as long as the texts need, so that they fit their minutes."""

    def speak(self, text: str):
        sound = super().speak(text)[: round(0.42 * len(text.split()) * self.sample_rate)]
        return trim(sound, self.sample_rate)


def short_of(name: str = "Ana") -> Script:
    script = script_of(item_of(started(name), "short"))
    assert script is not None
    return script


def test_the_offered_backgrounds_are_those_that_can_be_made() -> None:
    assert tuple(BACKGROUNDS) == renditions.OFFERED


def test_nothing_is_wanted_before_anybody_has_a_plan() -> None:
    assert renditions.wanted() == []
    assert renditions.progress() == renditions.Progress(0, 0, 1.0)


def test_this_weeks_pieces_of_every_programme_are_wanted() -> None:
    started("Ana")
    wanted = renditions.wanted()
    # Week 1 has opened; week 2 opens within a week and comes behind it.
    assert [script.kind for script in wanted] == [kind for kind in FOUND for _twin in range(2)] * 2
    assert [script.name[:2] for script in wanted] == ["w1"] * 10 + ["w2"] * 10
    assert {script.programme for script in wanted} == {"mair", "relaxation"}
    assert renditions.progress() == renditions.Progress(0, 40, 0.0)


def test_what_was_asked_for_comes_first() -> None:
    short = short_of()
    ask_for_audio(script=short)
    assert renditions.wanted()[0] == short
    assert renditions.missing(renditions.wanted())[0] == (short, "none")


def test_old_plans_want_nothing_until_somebody_asks() -> None:
    short = short_of()
    with clock.at(clock.now() + timedelta(days=100)):
        assert renditions.wanted() == []
        ask_for_audio(script=short)
        assert renditions.wanted() == [short]


def a_minute() -> Script:
    """A loaded script of one minute that no plan names."""
    text = TEXT.read_text("utf-8").replace("{kind}", "short")
    return Script.objects.create(
        version=the_trial().versions.get(),
        programme="mair",
        name="one-minute",
        kind="short",
        language="en",
        minutes=1,
        source=text,
        text_hash=text_hash(parse(text, "one-minute.md", {})),
        draft=True,
    )


def test_one_script_becomes_a_file_a_row_and_an_audit_entry() -> None:
    script = a_minute()
    shares: list[float] = []
    row = render_script(
        script=script, background="none", voice=QuickVoice(), progress=shares.append
    )
    path = renditions.path_of(row)
    assert path.parent == settings.AUDIO_ROOT
    assert path.stat().st_size == row.bytes
    assert abs(row.seconds - 60.0) < 0.1
    assert row.cues[0]["text"] == "Hello."
    assert [chapter["title"] for chapter in row.chapters] == [
        "Settle", "One thing", "Rest and close",
    ]  # fmt: skip
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert rendition_of(script) == row
    entry = AuditEntry.objects.get(action="audio.rendered")
    assert (entry.object_ids, entry.trial_id) == ([script.version_id], the_trial().pk)


def test_a_second_time_finds_the_file_and_makes_nothing() -> None:
    script = a_minute()
    first = render_script(script=script, background="none", voice=QuickVoice())
    silent = QuickVoice()
    assert render_script(script=script, background="none", voice=silent) == first
    assert silent.spoken == []
    assert Rendition.objects.count() == 1


def test_a_lost_file_is_made_again_under_its_row() -> None:
    script = a_minute()
    row = render_script(script=script, background="none", voice=QuickVoice())
    renditions.path_of(row).unlink()
    assert renditions.on_disk(script) == {}
    assert render_script(script=script, background="none", voice=QuickVoice()) == row
    assert renditions.on_disk(script) == {"none": row}


def test_the_sweep_goes_home_when_its_time_is_over_and_goes_on_next_time() -> None:
    ask_for_audio(script=a_minute())
    assert render_waiting(seconds=-1, voice=QuickVoice()) == 0
    assert render_waiting(voice=QuickVoice()) == 4  # two, and a smaller one of each
    assert renditions.missing(renditions.wanted()) == []
    assert renditions.progress() == renditions.Progress(2, 2, 1.0)
    assert render_waiting(voice=QuickVoice()) == 0


def test_a_smaller_file_has_the_same_length_and_words() -> None:
    script = a_minute()
    normal = render_script(script=script, background="none", voice=QuickVoice())
    assert renditions.file_of(script, "none-small") is None
    small = make_smaller_of(normal=normal)
    path = renditions.path_of(small)
    assert path != renditions.path_of(normal)
    assert path.stat().st_size == small.bytes < 0.8 * normal.bytes
    assert abs(seconds_of(path) - 60.0) < 0.1
    assert (small.seconds, small.cues, small.chapters) == (60.0, normal.cues, normal.chapters)
    heard, rate = decode(renditions.path_of(normal))
    again, same_rate = decode(path)
    assert rate == same_rate
    length = min(len(heard), len(again))
    assert np.corrcoef(heard[:length], again[:length])[0, 1] > 0.9  # in step, not shifted
    assert renditions.file_of(script, "none-small") == small
    assert renditions.file_of(script, "none") == normal
    assert renditions.on_disk(script) == {"none": normal}
    assert make_smaller_of(normal=normal) == small


def test_the_smaller_file_of_an_older_sound_is_not_offered() -> None:
    script = a_minute()
    first = render_script(script=script, background="none", voice=QuickVoice())
    make_smaller_of(normal=first)
    other = QuickVoice()
    other.version = "2"
    render_script(script=script, background="none", voice=other)
    assert renditions.file_of(script, "none-small") is None


def test_a_file_that_cannot_be_read_holds_up_no_other() -> None:
    script = a_minute()
    ask_for_audio(script=script)
    broken = render_script(script=script, background="none", voice=QuickVoice())
    render_script(script=script, background="soft", voice=QuickVoice())
    renditions.path_of(broken).write_bytes(b"no sound")
    assert make_waiting(ends=time.monotonic() + 60) == 1
    assert renditions.file_of(script, "soft-small") is not None


def test_a_script_that_does_not_fit_holds_up_no_other() -> None:
    class SlowVoice(QuickVoice):
        def speak(self, text: str):
            return super().speak(text).repeat(6)

    ask_for_audio(script=a_minute())
    assert render_waiting(voice=SlowVoice()) == 0
    assert not Rendition.objects.exists()


def test_progress_counts_the_part_in_work() -> None:
    short_of()
    cache.set(renditions.SHARE, 0.5)
    assert renditions.progress().share == 0.5 / 40
