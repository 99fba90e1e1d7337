"""A renderer killed with -9 leaves no half file, and the next one goes on where it stood."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sessions.rendering import render
from sessions.scripts import Script, parse
from sessions.voice import CachedVoice
from tests.sessions.script_texts import ToneVoice

ROOT = Path(__file__).resolve().parents[2]
TEXT = ROOT / "tests/data/one_minute.md"
# Speaks three sentences, says so, then waits for a word that never comes.
CHILD = """
import sys
from pathlib import Path
from sessions.rendering import render
from sessions.voice import CachedVoice
from tests.authoring.test_render_killed import Brief, the_script

class Stopping(Brief):
    def speak(self, text):
        if len(self.spoken) == 3:
            print("three", flush=True)
            sys.stdin.read()
        return super().speak(text)

out = Path(sys.argv[1])
render(the_script(), CachedVoice(Stopping(), out / "sentences"), "none", out)
"""


class Brief(ToneVoice):
    """Hums as long as the words of the one-minute script need."""

    def speak(self, text: str):
        return super().speak(text)[: round(0.42 * len(text.split()) * self.sample_rate)]


def the_script() -> Script:
    return parse(TEXT.read_text("utf-8").replace("{kind}", "short"), "one-minute.md", {})


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """The folder of a renderer that was killed after three sentences."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "three"
        child.send_signal(signal.SIGKILL)
    return tmp_path


def test_no_half_file_is_left(killed: Path) -> None:
    assert [path.name for path in killed.iterdir()] == ["sentences"]
    assert len(list(killed.rglob("*.pcm"))) == 3
    assert list(killed.rglob("*.part")) == []


def test_the_next_one_speaks_only_what_is_missing_and_gets_the_same(
    killed: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again, fresh = Brief(), Brief()
    resumed = render(the_script(), CachedVoice(again, killed / "sentences"), "none", killed)
    other = tmp_path_factory.mktemp("fresh")
    whole = render(the_script(), CachedVoice(fresh, other / "sentences"), "none", other)
    assert len(again.spoken) == len(fresh.spoken) - 3
    assert (resumed.address, resumed.sha256) == (whole.address, whole.sha256)
