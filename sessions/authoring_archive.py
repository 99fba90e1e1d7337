"""A trial folder as a zip: looked at before anything is unpacked, and packed the same each time.

Pure: bytes in, values out; nothing here touches a disk.
"""

import io
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from retraining.common import zips
from retraining.common.findings import Finding
from sessions.authoring_types import text_problems

MAX_ZIP = 8 * 1024 * 1024  # bytes; the shipped trial is about 0.4 MB
MAX_ENTRIES = 600
MAX_FILE = 2 * 1024 * 1024  # bytes of one file, unpacked
MAX_TOTAL = 32 * 1024 * 1024  # bytes of all files, unpacked
MAX_RATIO, RATIO_FROM = 60, 64 * 1024  # text packs about 4 to 1; small files may pack better
MAX_NAME = 160  # characters
LEFT_ASIDE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")  # what computers add unasked


class ArchiveErrors(Exception):
    """Why an archive was not opened; nothing of it was kept."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


def read(data: bytes) -> dict[str, bytes]:
    """The files of an uploaded zip, if every one of them may be had.

    Args:
        data: the zip as it came.

    Returns:
        {name: bytes}, names with "/" between folders, relative to the top of the zip.

    Raises:
        ArchiveErrors: with every finding; names and sizes are checked before anything is unpacked.
    """
    if len(data) > MAX_ZIP:
        raise ArchiveErrors([Finding("zip", 0, f"larger than {_megabytes(MAX_ZIP)}")])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = _checked(archive)
            files = {entry.filename: _bytes_of(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, EOFError) as error:
        raise ArchiveErrors([Finding("zip", 0, "this is not a whole zip file")]) from error
    findings = [
        Finding(name, line, text)
        for name, content in files.items()
        for line, text in text_problems(name, content)
    ]
    if findings:
        raise ArchiveErrors(findings)
    return files


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files: by name, no dates, no owners, so the same files give the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            archive.writestr(zips.entry(name), files[name])
    return whole.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of a zip that `pack` made."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def _checked(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The entries that are files, if names, kinds and sizes of all are as they may be."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise ArchiveErrors([Finding("zip", 0, f"more than {MAX_ENTRIES} files")])
    wanted = [entry for entry in entries if not _left_aside(entry.filename)]
    findings = [
        Finding(_shown(entry.filename), 0, problem)
        for entry in wanted
        for problem in (*_name_problems(entry), *_size_problems(entry))
    ]
    files = [entry for entry in wanted if not entry.is_dir()]
    findings += _collisions([entry.filename for entry in files])
    if sum(entry.file_size for entry in files) > MAX_TOTAL:
        findings.append(Finding("zip", 0, f"unpacks to more than {_megabytes(MAX_TOTAL)}"))
    if not files:
        findings.append(Finding("zip", 0, "there is no file in it"))
    if findings:
        raise ArchiveErrors(findings)
    return files


def _left_aside(name: str) -> bool:
    return name.startswith(LEFT_ASIDE[0]) or PurePosixPath(name).name in LEFT_ASIDE[1:]


def _name_problems(entry: zipfile.ZipInfo) -> list[str]:
    # zipfile cuts a name at a zero byte; what the archive says is `orig_filename`.
    name, problems = entry.orig_filename, []
    parts = name.removesuffix("/").split("/")
    if len(name) > MAX_NAME:
        problems.append(f"a name of more than {MAX_NAME} characters")
    if ":" in name or "\\" in name or any(part in ("", ".", "..") for part in parts):
        problems.append("a name that leads outside the folder")
    if any(unicodedata.category(sign).startswith("C") for sign in name):
        problems.append("a name with characters that cannot be seen")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        problems.append("a link or a device, not a file")
    if entry.flag_bits & 0x1:
        problems.append("locked with a password")
    return problems


def _size_problems(entry: zipfile.ZipInfo) -> list[str]:
    if entry.file_size > MAX_FILE:
        return [f"unpacks to more than {_megabytes(MAX_FILE)}"]
    if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        return [f"unpacks to more than {MAX_RATIO} times its size, as no text does"]
    return []


def _collisions(names: Iterable[str]) -> list[Finding]:
    """Names that some computers take for one another, and files that are folders too."""
    seen: dict[str, str] = {}
    findings = []
    for name in names:
        key = unicodedata.normalize("NFC", name).casefold()
        if key in seen:
            text = f"stands beside {_shown(seen[key])}; some computers take them for one file"
            findings.append(Finding(_shown(name), 0, text))
        seen[key] = name
    folders = {str(parent) for key in seen for parent in PurePosixPath(key).parents}
    findings += [
        Finding(_shown(name), 0, "is a file and a folder at once")
        for key, name in seen.items()
        if key in folders
    ]
    return findings


def _bytes_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The content; never more than the archive's own list says, whatever the stream holds."""
    with archive.open(entry) as stream:
        content = stream.read(MAX_FILE + 1)
    if len(content) != entry.file_size:
        raise zipfile.BadZipFile(entry.filename)
    return content


def _shown(name: str) -> str:
    """A name that can be printed, whatever it holds."""
    printable = "".join(sign if sign.isprintable() else "?" for sign in name)
    return printable[:MAX_NAME]


def _megabytes(size: int) -> str:
    return f"{size // (1024 * 1024)} MB"
