"""What an uploaded folder is, a whole trial or one programme of it, and the trial that comes of it.

Pure: files are {name: bytes} with names relative to the trial's folder.
"""

import tomllib
from collections.abc import Mapping
from typing import Any

from retraining.common.findings import Finding
from sessions.authoring_archive import ArchiveErrors
from sessions.library import PROGRAMME_FILE
from sessions.parity import RENDERED_FILE

TRIAL_FILE = "protocol.toml"
Files = dict[str, bytes]


def placed(uploaded: Mapping[str, bytes], current: Mapping[str, bytes]) -> Files:
    """The files of the trial after an upload.

    Args:
        uploaded: files of a trial folder, or of one programme's folder; both may lie in one folder
            of any name.
        current: files of the trial's newest version; {} where there is none.

    Returns:
        The uploaded trial, or the current one with this programme exchanged.

    Raises:
        ArchiveErrors: it is neither, or a programme that the trial does not have.
    """
    files = _without_top(uploaded)
    if TRIAL_FILE in files:
        return files
    if PROGRAMME_FILE not in files:
        text = f"there is neither a {TRIAL_FILE} nor a {PROGRAMME_FILE} at the top of the folder"
        raise ArchiveErrors([Finding("zip", 0, text)])
    return _exchanged(files, current)


def _without_top(files: Mapping[str, bytes]) -> Files:
    """The files with the one folder that holds all of them taken off."""
    tops = {name.split("/")[0] for name in files if "/" in name}
    if len(tops) != 1 or any("/" not in name for name in files):
        return dict(files)
    return {name.partition("/")[2]: content for name, content in files.items()}


def _exchanged(files: Files, current: Mapping[str, bytes]) -> Files:
    known = _programmes(current)
    slug = _slug(files)
    if slug not in known:
        names = ", ".join(sorted(known)) or "none yet; upload the whole trial first"
        text = f"the trial has no programme {slug or 'without a slug'}; it has {names}"
        raise ArchiveErrors([Finding(PROGRAMME_FILE, 0, text)])
    inside = f"{slug}/"
    others = {name: content for name, content in current.items() if not name.startswith(inside)}
    own = {inside + name: content for name, content in files.items()}
    listing = inside + RENDERED_FILE
    if listing not in own and listing in current:
        own[listing] = current[listing]  # what did not change need not be spoken again
    return others | own


def _slug(files: Files) -> str:
    try:
        slug = tomllib.loads(files[PROGRAMME_FILE].decode()).get("slug", "")
    except tomllib.TOMLDecodeError as error:
        finding = Finding(PROGRAMME_FILE, 0, f"not readable as TOML: {error}")
        raise ArchiveErrors([finding]) from error
    return slug if isinstance(slug, str) else ""


def _programmes(current: Mapping[str, bytes]) -> set[str]:
    if TRIAL_FILE not in current:
        return set()
    content: dict[str, Any] = tomllib.loads(current[TRIAL_FILE].decode())
    return {arm["programme"] for arm in content["arms"]}


def changed(new: Mapping[str, bytes], old: Mapping[str, bytes]) -> tuple[list[str], list[str]]:
    """Names of files that are new or different, and of those that are gone; listings left aside."""
    shown = {name for name in {*new, *old} if not name.endswith(RENDERED_FILE)}
    differing = sorted(n for n in shown if n in new and new[n] != old.get(n))
    return differing, sorted(n for n in shown if n not in new)
