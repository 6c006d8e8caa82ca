"""The ``companion`` command as an operator runs it, on a test's own database and with its keys."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

DATA_KEY, INDEX_KEY = b"k" * 32, b"i" * 32


def coded(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode()


def companion(
    *command: str, database_url: str, folder: Path, data_keys: str = f"1:{coded(DATA_KEY)}"
) -> subprocess.CompletedProcess[str]:
    settings = {
        "COMPANION_INSTANCE": str(folder),
        "COMPANION_DATABASE_URL": database_url,
        "COMPANION_SECRET_KEYS": "s" * 32,
        "COMPANION_DATA_KEYS": data_keys,
        "COMPANION_INDEX_KEY": coded(INDEX_KEY),
    }
    program = [sys.executable, "-m", "companion", *command]
    return subprocess.run(program, env={**os.environ, **settings}, capture_output=True, text=True)
