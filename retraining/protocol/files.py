"""A trial folder as {name: bytes}, and for a moment as a private folder on disk."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from retraining.common.findings import Finding


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its name in it; the same ones that `folder_hash` reads."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@contextmanager
def unpacked(slug: str, files: Mapping[str, bytes]) -> Iterator[Path]:
    """These files in a folder of the trial's name that nobody else can open; gone afterwards.

    Args:
        slug: of the trial; a folder is named with low lines where a slug has hyphens.
        files: names as `authoring_archive.read` lets them through.
    """
    with tempfile.TemporaryDirectory(prefix="trial-") as private:
        folder = Path(private) / slug.replace("-", "_")
        folder.mkdir()
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield folder


def relative(findings: Iterable[Finding], folder: Path) -> list[Finding]:
    """Findings with names as an author knows them: below the trial's own folder."""
    inside = f"{folder}/"
    return sorted(
        Finding(f.path.removeprefix(inside), f.line, f.text.replace(inside, "")) for f in findings
    )
