"""`make reset`: throw away what `make run` has kept."""

import fcntl
import shutil
import sys

from retraining.servers.embedded import fail
from retraining.servers.places import CHECKOUT, state_folder


def main() -> int:
    """Delete the run's state folder and its audio, unless it is running."""
    state = state_folder("run")
    if state.exists():
        with (state / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return fail("it is running: end `make run` first")
            shutil.rmtree(state)
    shutil.rmtree(CHECKOUT / "media", ignore_errors=True)
    print("Reset: the next `make run` starts anew.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
