"""Command line of the one-command mode: `up`, or `with COMMAND...` for throw-away servers."""

from __future__ import annotations

import sys

from .borrowed import run_with_servers
from .errors import CANNOT_START, INTERRUPTED, RunError
from .up import up

_USAGE = "usage: python -m tracker.local up | with COMMAND..."


def main(words: list[str]) -> int:
    """The exit code: 0 stopped as asked, 1 failed while running, 2 could not start."""
    try:
        match words:
            case ["up"]:
                up()
                return 0
            case ["with", _, *_]:
                return run_with_servers(words[1:])
    except RunError as error:
        print(f"\n{error}", file=sys.stderr)
        return error.code
    except KeyboardInterrupt:  # before the supervisor listens to signals
        return INTERRUPTED
    print(_USAGE, file=sys.stderr)
    return CANNOT_START


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
