"""The shipped trial with another method: its next protocol version, loaded as a folder is."""

import shutil
from pathlib import Path

from retraining.protocol.services import load
from retraining.trials.models import ProtocolVersion
from tests.databases import LIBRARY

METHOD = 'method = "permuted-blocks"'


def with_method(
    tmp_path: Path, method: str, *more: str, new_version: str = "none"
) -> ProtocolVersion:
    """Load the shipped folder with another method; people who join from now on follow it.

    Args:
        tmp_path: where the folder may lie.
        method: slug of the method.
        more: further lines of its section.
        new_version: what its documents ask of people who signed earlier ones; something in them
            is new then.
    """
    folder = tmp_path / LIBRARY.name
    shutil.copytree(LIBRARY, folder)
    path = folder / "protocol.toml"
    text = path.read_text("utf-8")
    assert METHOD in text
    text = text.replace(METHOD, "\n".join([f'method = "{method}"', *more]))
    text = text.replace('new_version = "none"', f'new_version = "{new_version}"')
    path.write_text(text, "utf-8")
    if new_version != "none":
        sheet = folder / "documents" / "information.en.md"
        sheet.write_text(sheet.read_text("utf-8") + "\n\nOne thing is new.\n", "utf-8")
    return load(path=folder, by=None, reason="another method")
