"""`python -m retraining.servers [--fast] [--share] NAME -- COMMAND...`: a command beside servers.

With DATABASE_URL and REDIS_URL set the command runs with those and nothing is started.
"""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Sequence

from retraining.servers.embedded import ADDRESSES, AlreadyRunning, addresses, fail, servers
from retraining.servers.places import PlaceError


def _run(command: Sequence[str], env: dict[str, str]) -> int:
    """Run the command in our own group: Ctrl-C reaches it, and we wait until it has tidied up."""
    process = subprocess.Popen(list(command), env=env)  # noqa: S603 - the caller's own command
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda got, _frame: _pass_on(process, got))
    return process.wait()


def _pass_on(process: subprocess.Popen[bytes], got: int) -> None:
    # A terminal has sent Ctrl-C to the command already; SIGTERM comes to us alone.
    if got == signal.SIGTERM or not sys.stdin.isatty():
        process.send_signal(got)


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="retraining.servers", description=__doc__)
    parser.add_argument("name")
    parser.add_argument("--fast", action="store_true", help="tests: no durability")
    parser.add_argument("--share", action="store_true", help="use the servers if they are up")
    split = argv.index("--") if "--" in argv else len(argv)
    options, command = parser.parse_args(argv[:split]), argv[split + 1 :]
    if not command:
        parser.error("a command is needed after --")
    given = [name for name in ADDRESSES if os.environ.get(name)]
    if len(given) == 1:
        return fail(f"only {given[0]} is set: set DATABASE_URL and REDIS_URL, or neither")
    if given:
        return _run(command, dict(os.environ))
    if options.share and (found := addresses(options.name)):
        return _run(command, os.environ | found)
    try:
        with servers(options.name, durable=not options.fast) as found:
            return _run(command, os.environ | found)
    except (AlreadyRunning, PlaceError) as error:
        return fail(str(error))
    except OSError as error:
        return fail(f"the servers cannot run: {error.strerror}: {error.filename or ''}".strip())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
