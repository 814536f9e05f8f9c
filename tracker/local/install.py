"""Makes the virtual environment and installs pinned packages; runs on the bare Python, before any are.

Usage: python tracker/local/install.py REQUIREMENTS-FILE
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parents[2]
VENV = BASE / ".venv"
PYTHON = VENV / "bin" / "python"


def main(requirements: Path) -> int:
    """The exit code; a second call with the same file and Python changes nothing."""
    stamp = VENV / f"installed-{_fingerprint(requirements)}"
    if stamp.exists() and PYTHON.exists():
        return 0
    # Without a working pip in it the folder is left over from a start that was cut off.
    if not _runs([str(PYTHON), "-m", "pip", "--version"]):
        print("Making the virtual environment in .venv", flush=True)
        if subprocess.run(
            [sys.executable, "-m", "venv", "--clear", str(VENV)], check=False
        ).returncode:
            print(
                "The virtual environment could not be made. On Debian and Ubuntu it needs the "
                "package python3-venv.",
                file=sys.stderr,
            )
            return 2
    print(f"Installing the packages of {requirements} (a minute or two, once)", flush=True)
    pip = [
        str(PYTHON),
        "-m",
        "pip",
        "install",
        "-qq",
        "--disable-pip-version-check",
        "--no-input",
    ]
    if subprocess.run([*pip, "-r", requirements], check=False).returncode:
        print(
            "The packages could not be installed; the lines above say why. "
            "Repeat the command to go on.",
            file=sys.stderr,
        )
        return 2
    stamp.touch()
    return 0


def _fingerprint(requirements: Path) -> str:
    text = requirements.read_bytes() + sys.version.encode()
    return hashlib.sha256(text).hexdigest()[:16]


def _runs(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
