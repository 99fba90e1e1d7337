"""The shipped trial as people would have filled it: approvals and reviewers."""

import re
import shutil
from pathlib import Path

from tests.databases import LIBRARY

FILLED = {
    "registry": "ISRCTN00000000",
    "ethics": "24/NW/0001",
    "sponsor": "A university",
    "chief_investigator": "Dr A. Person",
    "target_reason": "Precision of the retention rate: 41 people give an interval of 15 points",
}


def filled(tmp_path: Path, **change: str) -> Path:
    """A copy of the shipped folder in which nothing is missing.

    Args:
        tmp_path: where the copy may lie.
        change: values of the approval to use instead; "" leaves one unfilled.
    """
    folder = Path(shutil.copytree(LIBRARY, tmp_path / LIBRARY.name))
    path = folder / "protocol.toml"
    text = path.read_text("utf-8").replace("target_size = 0", "target_size = 41")
    for key, value in (FILLED | change).items():
        assert f'{key} = ""' in text, key
        text = text.replace(f'{key} = ""', f'{key} = "{value}"')
    text = text.replace('valid_from = ""', 'valid_from = "2026-01-01"')
    path.write_text(text, "utf-8")
    for script in [*folder.glob("mair/*.md"), *folder.glob("relaxation/*.md")]:
        text = script.read_text("utf-8")
        for key, value in (("clinical_reviewer", "Dr R."), ("review_date", "2026-11-01")):
            text = re.sub(rf"(?m)^{key}:$", f"{key}: {value}", text)
        script.write_text(text, "utf-8")
    return folder
