"""README.txt of an export. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

TEXT = """\
Data of the trial {trial}, as they stood on {day}.

Who is in it
{who}

Files (UTF-8, commas, first line: names of the columns)
{files}
How to read them
  id       The same person has the same id in every file, and in every export of this trial. The
           rows are in the order of the ids, which says nothing of when anybody joined.
  days     Counted from the person's first day of the programme, which is day 1, in the person's
           own time zone. Day 0 is the day before it.
  empty    No value. codebook.csv says for each column why there may be none.
  1, 0     Yes, no.
  rule     Scores and listening are made by rules with versions. A new rule adds rows beside the
           old ones; take one rule for one analysis.

A small trial can tell who somebody is from few facts. Keep these files as you keep health records,
and do not join them with others.
"""


@dataclass(frozen=True)
class FileNote:
    """What the note says of one file."""

    name: str
    row: str
    rows: int
    sha256: str


def readme(trial: str, day: date, files: Sequence[FileNote], who: str) -> str:
    """The text of the note.

    Args:
        trial: slug.
        day: when the data stood so.
        files: in the order of the zip.
        who: whose data they are, and what they say of arms.
    """
    listed = "".join(
        f"  {file.name}\n    {file.rows} rows; each is {file.row}\n    SHA-256 {file.sha256}\n"
        for file in files
    )
    return TEXT.format(trial=trial, day=day.isoformat(), files=listed, who=who)
