"""Keys of a development install: made once, kept in its state folder, never in the tree."""

import base64
import json
import os
import secrets
from pathlib import Path

NAMES = ("SECRET_KEY", "IDENTITY_KEY", "ALLOCATION_KEY")


def load(folder: Path) -> dict[str, str]:
    """The install's keys, made at the first call.

    Args:
        folder: the state folder.

    Returns:
        One text per name of NAMES; each key is 32 random bytes in URL-safe base64.
    """
    path = folder / "keys.json"
    try:
        return dict(json.loads(path.read_text()))
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    keys = {name: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode() for name in NAMES}
    own = folder / f"keys.{os.getpid()}"
    own.touch(mode=0o600)
    own.write_text(json.dumps(keys))
    try:
        os.link(own, path)  # the first of two starters wins, and both read the winner's
    except FileExistsError:
        pass
    finally:
        own.unlink()
    return dict(json.loads(path.read_text()))
