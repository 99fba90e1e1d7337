"""Start child processes that cannot outlive us."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

# Loaded before any fork: the dynamic loader may not be called in a forked child.
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None
_PR_SET_PDEATHSIG = 1


def _die_with_parent(with_signal: signal.Signals) -> Callable[[], None] | None:
    if _LIBC is None:
        return None

    def call() -> None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(with_signal))

    return call


def start(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    death_signal: signal.Signals = signal.SIGTERM,
    log: Path | None = None,
    as_user: tuple[int, int] | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start a command in its own login session, so that Ctrl-C reaches only the supervisor.

    Args:
        command: program and arguments.
        env: the whole environment of the child; ours when None.
        death_signal: what the kernel sends the child when we die, even by kill -9.
        log: file that takes its output; inherited when None.
        as_user: (uid, gid) to run as.
        cwd: folder to start in.

    Returns:
        The running process.
    """
    user, group = as_user or (None, None)
    out = open(log, "ab") if log else None  # noqa: SIM115 - handed to the child
    try:
        return subprocess.Popen(  # noqa: S603 - commands are ours
            list(command),
            env=dict(env if env is not None else os.environ),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT if out else None,
            start_new_session=True,
            preexec_fn=_die_with_parent(death_signal),  # noqa: PLW1509 - no threads yet
            cwd=cwd,
            user=user,
            group=group,
            extra_groups=[] if as_user else None,
        )
    finally:
        if out:
            out.close()


def stop(
    process: subprocess.Popen[bytes], *, with_signal: signal.Signals | None, wait_s: float
) -> None:
    """Ask a process to end, and end its whole group after `wait_s` seconds.

    Args:
        process: started by `start`, so that it leads its own group.
        with_signal: what asks it; None where it has been asked.
        wait_s: how long it may take.
    """
    if process.poll() is not None:
        return
    if with_signal is not None:
        process.send_signal(with_signal)
    try:
        process.wait(wait_s)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
