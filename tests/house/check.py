"""The static checks, fastest first, each with its name and time."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
PYTHON = sys.executable
STEPS = [
    ("locks: exact pins with hashes, no address", [PYTHON, "-m", "tests.house.check_locks"]),
    ("format", [f"{BIN}/ruff", "format", "--check", "-q", "."]),
    ("lint", [f"{BIN}/ruff", "check", "-q", "."]),
    ("templates", [PYTHON, "-m", "tests.house.check_templates"]),
    ("words: both catalogs whole, no unkind word", [PYTHON, "-m", "tests.house.check_words"]),
    ("security", [f"{BIN}/bandit", "-q", "-r", "companion", "-c", "pyproject.toml"]),
    ("imports", [f"{BIN}/lint-imports", "--no-cache"]),
    ("types", [f"{BIN}/mypy", "--cache-dir=/dev/null"]),
]


def main() -> int:
    failed = []
    for name, command in STEPS:
        began = time.monotonic()
        answer = subprocess.run(command, capture_output=True, text=True)
        print(
            f"{'ok  ' if answer.returncode == 0 else 'FAIL'} {name} ({time.monotonic() - began:.1f} s)",
            flush=True,
        )
        if answer.returncode:
            print(answer.stdout, answer.stderr, flush=True)
            failed.append(name)
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
