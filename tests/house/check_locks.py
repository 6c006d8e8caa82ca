"""The lock files hold exact pins with hashes for all that is asked for, and name no address."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([a-z0-9._-]+)==([^ ;]+)( ; .+)? \\$")
BELOW = re.compile(r"    (--hash=sha256:[0-9a-f]{64}( \\)?|#.*)$")
LOCKS = {"requirements.lock": ("build", "postgres"), "requirements-dev.lock": ("build", "postgres", "dev")}
# Where packages come from is each machine's own setting. Put together here, so as not to find themselves.
REGISTRIES = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))]


def problems() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    found = []
    for name, extras in LOCKS.items():
        text = (ROOT / name).read_text()
        wanted = [r for extra in extras for r in project["optional-dependencies"][extra]]
        wrong = unusual_lines(text) + unmet([*project["dependencies"], *wanted], pinned(text))
        found += [f"{name}: {problem}" for problem in wrong]
    return found + [f"{path}: names {host}" for path in tracked() for host in registries_in(read(path))]


def unusual_lines(text: str) -> list[str]:
    """Lines that are neither a pin, a hash nor a comment, and pins that no hash follows."""
    lines = text.splitlines()
    odd = [line for line in lines if not PIN.match(line) and not BELOW.match(line)]
    odd += [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if PIN.match(line) and "--hash=" not in following
    ]
    return odd + [line for line in lines if "://" in line]


def unmet(requirements: list[str], pins: dict[str, str]) -> list[str]:
    found = []
    for one in map(Requirement, requirements):
        version = pins.get(canonicalize_name(one.name))
        if version is None or not one.specifier.contains(version):
            found.append(f"{one} is not pinned to a version that fits")
    return found


def pinned(text: str) -> dict[str, str]:
    return {found[1]: found[2] for line in text.splitlines() if (found := PIN.match(line))}


def registries_in(text: str) -> list[str]:
    return [host for host in REGISTRIES if host in text]


def tracked() -> list[str]:
    """Every file of the repository; in an unpacked archive there is nothing to ask."""
    command = ["git", "ls-files"]
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return asked.stdout.splitlines()


def read(path: str) -> str:
    return (ROOT / path).read_text(errors="ignore") if (ROOT / path).is_file() else ""


if __name__ == "__main__":
    found = problems()
    print("\n".join(found))
    sys.exit(bool(found))
