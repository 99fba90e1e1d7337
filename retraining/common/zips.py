"""Files of a zip that carry no time and no owner: the same content gives the same bytes."""

import stat
import zipfile

MADE_AT = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can name


def entry(name: str) -> zipfile.ZipInfo:
    """A file to be written under this name, compressed, readable by everybody."""
    info = zipfile.ZipInfo(name, MADE_AT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # the same on every computer
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    return info
