"""The app on loopback, for the calendar programs that people use."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from werkzeug.serving import make_server

PROGRAMS = ("khal", "vdirsyncer")
MISSING = [name for name in PROGRAMS if shutil.which(name) is None]
Run = Callable[..., "subprocess.CompletedProcess[str]"]

if MISSING:
    print(f"\nNO {' AND NO '.join(MISSING).upper()}: the calendar programs are not tried.\n", file=sys.stderr)


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a program that finds its settings and keeps its state in the test's own folder."""
    home = tmp_path / "home"
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LC_ALL": "C.UTF-8", **folders}
    for folder in folders.values():
        Path(folder).mkdir(parents=True)

    def run_one(program: str, *words: str, succeeds: bool = True) -> subprocess.CompletedProcess[str]:
        if program in MISSING:
            pytest.skip(f"{program} is not installed")
        command = [shutil.which(program) or program, *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
        assert (done.returncode == 0) == succeeds, f"{program}: {done.stdout}{done.stderr}"
        return done

    return run_one
