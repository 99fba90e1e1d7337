"""One shape for "this file, this line, this is wrong", used by every checker of files."""

from dataclasses import dataclass

HINT = "hint: "


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
        return f"{self.path}:{self.line}: {self.text}"
