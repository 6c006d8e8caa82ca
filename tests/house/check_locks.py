"""The lock files hold exact pins with hashes for all that is asked for, and name no address."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([a-z0-9._-]+)==\S+( ; .+)? \\$")
LOCKS = {"requirements.lock": ("build", "postgres"), "requirements-dev.lock": ("build", "postgres", "dev")}


def problems() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    found = []
    for name, extras in LOCKS.items():
        text = (ROOT / name).read_text()
        wanted = [
            *project["dependencies"],
            *(r for extra in extras for r in project["optional-dependencies"][extra]),
        ]
        found += [f"{name}: {line}" for line in unusual_lines(text)]
        found += [f"{name}: {missing} is not pinned" for missing in set(map(bare, wanted)) - pinned(text)]
    return found


def unusual_lines(text: str) -> list[str]:
    """Lines that are neither a pin, a hash nor a comment, and pins that no hash follows."""
    lines = text.splitlines()
    odd = [
        line
        for line in lines
        if not PIN.match(line) and not re.match(r"    (--hash=sha256:[0-9a-f]{64}|#)", line)
    ]
    bare_pins = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if PIN.match(line) and "--hash=" not in following
    ]
    return odd + bare_pins + [line for line in lines if "://" in line]


def pinned(text: str) -> set[str]:
    return {found[1] for line in text.splitlines() if (found := PIN.match(line))}


def bare(requirement: str) -> str:
    return re.split(r"[\[<>=;! ]", requirement)[0].lower().replace("_", "-")


if __name__ == "__main__":
    found = problems()
    print("\n".join(found))
    sys.exit(bool(found))
