"""Zips for tests of what authors upload."""

import io
import zipfile
from pathlib import Path

from tests.databases import LIBRARY


def zipped(files: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files, as any computer would make it; the same bytes at any time."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return whole.getvalue()


def with_entry(entry: zipfile.ZipInfo, content: bytes = b"x") -> bytes:
    """A zip with one odd entry beside an ordinary file."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("protocol.toml", "a = 1\n")
        archive.writestr(entry, content)
    return whole.getvalue()


def files_of(folder: Path = LIBRARY) -> dict[str, bytes]:
    """Every file of a folder by its name below it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
