"""The settings file of a new installation, with keys of its own."""

from __future__ import annotations

import base64
import os
import secrets
from argparse import Namespace
from pathlib import Path
from typing import Any

from companion.core import reaching
from companion.core.settings import KEY_BYTES, SETTINGS_FILE


def new_settings_text(base_url: str, language: str) -> str:
    """A settings file with freshly generated keys."""
    return "\n".join(
        [
            "# Keys that open this installation's records. Keep a copy apart from the backups.",
            f"COMPANION_SECRET_KEYS={secrets.token_urlsafe(KEY_BYTES)}",
            f"COMPANION_DATA_KEYS=1:{_new_key()}",
            f"COMPANION_INDEX_KEY={_new_key()}",
            "# Where people reach the app; https:// turns on secure cookies and HSTS.",
            f"COMPANION_BASE_URL={base_url}",
            f"COMPANION_LANGUAGE={language}",
            "# By it the push services of browsers know this installation.",
            f"COMPANION_PUSH_KEY={reaching.new_push_key()}",
            "",
        ]
    )


def write_settings(folder: Path, text: str) -> Path:
    """Write the settings file so that only its owner can read it. Raises FileExistsError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / SETTINGS_FILE
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    return path


def _new_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def add_command(commands: Any) -> None:
    command = commands.add_parser("make-push-key", help="print a key for notices of browsers")
    command.set_defaults(run=make_push_key)


def make_push_key(options: Namespace) -> None:
    """For an installation that was set up before there was one."""
    print(f"COMPANION_PUSH_KEY={reaching.new_push_key()}")
