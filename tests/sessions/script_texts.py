"""Scripts for tests: a front matter that is right, and a voice that needs no model."""

import numpy as np

from sessions.scripts import Script, parse

FRONT = {
    "title": "Main session",
    "minutes": "1",
    "posture": "sit, lie or stand",
    "kind": "practice",
    "week": "1",
    "number": "1",
    "aim": "Try it out.",
    "uses": "[]",
    "body_areas": "[hands]",
    "cautions": "[]",
    "author": "A. Writer",
    "clinical_reviewer": "",
    "review_date": "",
    "lived_experience_reviewer": "",
}


def script_text(body: str, without: tuple[str, ...] = (), **changes: str) -> str:
    """A whole script file: the front matter above with changes, then `body`."""
    keys = {**FRONT, **changes}
    lines = [f"{key}: {value}" for key, value in keys.items() if key not in without]
    return "\n".join(["---", *lines, "---", "", body])


def script(body: str, **changes: str) -> Script:
    """The parsed script of `script_text`."""
    return parse(script_text(body, **changes), "w1.md", {})


class ToneVoice:
    """Hums 0.1 s for each letter; the same text gives the same hum."""

    name = "tone"
    version = "1"
    sample_rate = 24_000

    def __init__(self) -> None:
        self.spoken: list[str] = []

    def speak(self, text: str) -> np.ndarray:
        self.spoken.append(text)
        time = np.arange(round(0.1 * len(text) * self.sample_rate)) / self.sample_rate
        return (0.2 * np.sin(2 * np.pi * 300 * time)).astype(np.float32)
