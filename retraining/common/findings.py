"""One shape for "this file, this line, this is wrong", used by every checker of files."""

import re
from dataclasses import dataclass

HINT = "hint: "
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def one_line(text: str) -> str:
    """Return a text with its line breaks and other controls spelt out, such as `\\n`."""
    return CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


@dataclass(frozen=True, order=True)
class Finding:
    """A mistake in a file that a person can go and mend.

    Args:
        path: file as the person named it, relative where possible.
        line: line number from 1; 0 where the whole file is meant.
        text: what is wrong, in one sentence.
    """

    path: str
    line: int
    text: str

    @property
    def is_hint(self) -> bool:
        """Whether it is advice: printed, but nothing is refused for it."""
        return self.text.startswith(HINT)

    def __str__(self) -> str:
        return one_line(f"{self.path}:{self.line}: {self.text}")
