"""Seconds from `make run` to the first page, packages installed: on an empty folder, and again on its data.

    python benchmarks/start.py [ROUNDS]

The promise is 15 seconds on an empty folder, on a machine that does nothing else.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_SAID = re.compile(r"answers after ([\d.]+) s")


def seconds_to_first_page(var: str) -> float:
    """Start on the data in `var`, read what the start says of itself, stop."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    run = subprocess.Popen(
        [sys.executable, "-m", "tracker.local", "up"],
        cwd=ROOT,
        env={**os.environ, "SIAGA_VAR": var, "PORT": port},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None
    told = ""
    for line in run.stdout:
        told += line
        if found := _SAID.search(line):
            break
    else:
        raise SystemExit(f"It did not start:\n{told}")
    run.send_signal(signal.SIGTERM)
    run.communicate(timeout=30)
    return float(found[1])


def main() -> None:
    """Print a line a round."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print(f"{'round':>5} {'empty folder':>14} {'with data':>12}   load at the end")
    for number in range(1, rounds + 1):
        with tempfile.TemporaryDirectory(prefix="siaga-start-") as folder:
            Path(folder).chmod(0o711)  # the servers run as another user when started as root
            cold, warm = seconds_to_first_page(folder), seconds_to_first_page(folder)
        print(f"{number:>5} {cold:>12.1f} s {warm:>10.1f} s   {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
