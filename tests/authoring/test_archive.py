"""A zip is looked at before anything of it is unpacked; every refusal is one clear sentence."""

import stat
import struct
import zipfile

import pytest

from sessions import authoring_archive as archive
from tests.authoring.zips import files_of, with_entry, zipped


def refused(data: bytes) -> list[str]:
    with pytest.raises(archive.ArchiveErrors) as stopped:
        archive.read(data)
    return [str(finding) for finding in stopped.value.findings]


def test_the_shipped_trial_goes_through_and_comes_back() -> None:
    files = files_of()
    assert archive.read(zipped(dict(files))) == files
    packed = archive.pack(files)
    assert archive.read(packed) == files
    assert archive.unpack(packed) == files


def test_the_same_files_give_the_same_bytes_in_any_order() -> None:
    files = files_of()
    turned = dict(reversed(files.items()))
    assert archive.pack(files) == archive.pack(turned)


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../out.md",
        "a/../../out.md",
        "C:/out.md",
        "a\\..\\out.md",
        "a//b.md",
        "./a.md",
    ],
)
def test_a_name_that_leads_outside_is_refused(name: str) -> None:
    entry = zipfile.ZipInfo("x")
    entry.filename = entry.orig_filename = name
    assert any("leads outside the folder" in line for line in refused(with_entry(entry)))


def test_a_name_with_a_zero_byte_is_refused() -> None:
    data = zipped({"protocol.toml": "a = 1\n", "a.mdXpng": "x"})
    assert any(
        "cannot be seen" in line for line in refused(data.replace(b"a.mdXpng", b"a.md\0png"))
    )


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO])
def test_links_and_devices_are_refused(kind: int) -> None:
    entry = zipfile.ZipInfo("mair/w1-core.md")
    entry.create_system = 3
    entry.external_attr = (kind | 0o777) << 16
    assert refused(with_entry(entry, b"/etc/passwd")) == [
        "mair/w1-core.md:0: a link or a device, not a file"
    ]


def test_a_locked_file_is_refused() -> None:
    data = bytearray(zipped({"protocol.toml": "a = 1\n"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark) + at
        data[place : place + 2] = struct.pack("<H", 1)
    assert refused(bytes(data)) == ["protocol.toml:0: locked with a password"]


def test_what_unpacks_to_far_more_than_its_size_is_refused_unopened() -> None:
    bomb = zipped({"protocol.toml": b"a" * (archive.MAX_FILE - 1)})
    assert refused(bomb) == [
        "protocol.toml:0: unpacks to more than 60 times its size, as no text does"
    ]
    assert refused(zipped({"protocol.toml": b"a" * (archive.MAX_FILE + 1)}))[0].endswith(
        "unpacks to more than 2 MB"
    )


def test_a_size_that_is_a_lie_is_refused() -> None:
    data = bytearray(zipped({"protocol.toml": b"a" * 5000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    assert refused(bytes(data)) == ["zip:0: this is not a whole zip file"]


def test_too_much_in_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 3000)
    files = {f"a{n}.md": b"a sentence\n" * 100 for n in range(3)}
    assert refused(zipped(dict(files)))[0].startswith("zip:0: unpacks to more than")


def test_too_many_files_and_too_large_a_zip_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    many = zipped({f"{n}.md": "x" for n in range(archive.MAX_ENTRIES + 1)})
    assert refused(many) == [f"zip:0: more than {archive.MAX_ENTRIES} files"]
    monkeypatch.setattr(archive, "MAX_ZIP", 1000)
    assert refused(b"PK\x03\x04" + b"x" * 1000) == ["zip:0: larger than 0 MB"]


@pytest.mark.parametrize(
    "data",
    [b"", b"no zip", b"PK\x05\x06" + bytes(10), zipped({"a.md": "words\n" * 50})[:-30]],
)
def test_what_is_no_whole_zip_is_refused(data: bytes) -> None:
    assert refused(data) == ["zip:0: this is not a whole zip file"]


def test_an_empty_zip_and_one_of_folders_are_refused() -> None:
    assert refused(zipped({})) == ["zip:0: there is no file in it"]
    assert refused(zipped({"mair/": ""})) == ["zip:0: there is no file in it"]


def test_names_that_some_computers_take_for_one_are_refused() -> None:
    found = refused(zipped({"mair/W1.md": "a", "mair/w1.md": "b"}))
    assert found == [
        "mair/w1.md:0: stands beside mair/W1.md; some computers take them for one file"
    ]
    composed, parted = "mair/caf\u00e9.md", "mair/cafe\u0301.md"
    assert len(refused(zipped({composed: "a", parted: "b"}))) == 1
    assert refused(zipped({"mair": "a", "mair/w1.md": "b"})) == [
        "mair:0: is a file and a folder at once"
    ]


def test_what_a_computer_adds_unasked_is_left_aside() -> None:
    files = {
        "protocol.toml": "a = 1\n",
        "__MACOSX/._protocol.toml": b"\0\1",
        "mair/.DS_Store": b"\0",
    }
    assert list(archive.read(zipped(files))) == ["protocol.toml"]
