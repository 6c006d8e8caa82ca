"""What an installation is told before it starts, read once and checked all together."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlsplit

from companion.core import mail, reaching
from companion.core.mail import MailServer
from companion.core.reaching import PushKey, SmsGateway

T = TypeVar("T")
ROOT: Final = Path(__file__).resolve().parents[2]
SETTINGS_FILE: Final = "settings.env"
LANGUAGES: Final = ("en", "es")
KEY_BYTES: Final = 32
KEY_FILE: Final = "COMPANION_DATA_KEYS_FILE"


class SettingsProblem(Exception):
    """One or more settings are missing or wrong; ``problems`` lists them all."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Settings:
    secret_keys: tuple[str, ...]
    data_keys: Mapping[str, bytes]
    index_key: bytes
    database_url: str
    base_url: str = "http://127.0.0.1:8000"
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    language: str = "en"
    trusted_proxies: int = 0
    mail: MailServer | None = None
    push: PushKey | None = None
    sms: SmsGateway | None = None
    # Whether the web server also does the work of `companion work`.
    with_work: bool = False

    @property
    def is_tls(self) -> bool:
        return self.base_url.startswith("https://")


def instance_folder(environ: Mapping[str, str] = os.environ) -> Path:
    return Path(environ.get("COMPANION_INSTANCE", ROOT / "instance"))


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read ``instance/settings.env``, then the environment over it.

    Raises ``SettingsProblem`` with every problem at once, so that an operator mends them in one go.
    """
    folder = instance_folder(environ)
    return _Reader({**_read_file(folder / SETTINGS_FILE), **environ}).settings(folder)


def _read_file(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lines = (line.strip() for line in path.read_text().splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs}


class _Reader:
    """Reads each setting, noting what is wrong instead of stopping at the first."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = dict(values)
        self.problems: list[str] = []

    def settings(self, folder: Path) -> Settings:
        base_url = self._base_url()
        settings = Settings(
            secret_keys=self._secret_keys(),
            data_keys=self._data_keys(folder),
            index_key=self._key("COMPANION_INDEX_KEY", self._text("COMPANION_INDEX_KEY")),
            database_url=self._database_url(folder),
            base_url=base_url,
            hosts=self._hosts(base_url),
            language=self._language(),
            trusted_proxies=self._proxies(),
            mail=self._found(mail.read(self.values)),
            push=self._found(reaching.read_push(self.values)),
            with_work=self._with_work(),
            sms=self._found(reaching.read_sms(self.values)),
        )
        if self.problems:
            raise SettingsProblem(self.problems)
        return settings

    def _text(self, name: str, default: str = "") -> str:
        value = self.values.get(name, default)
        if not value:
            self.problems.append(f"{name} is missing. `companion setup` writes it.")
        return value

    def _items(self, name: str) -> tuple[str, ...]:
        items = tuple(filter(None, self.values.get(name, "").split(",")))
        if not items:
            self.problems.append(f"{name} is missing. `companion setup` writes it.")
        return items

    def _secret_keys(self) -> tuple[str, ...]:
        keys = self._items("COMPANION_SECRET_KEYS")
        if any(len(key) < KEY_BYTES for key in keys):
            self.problems.append("COMPANION_SECRET_KEYS: each key needs at least 32 characters.")
        return keys

    def _data_keys(self, folder: Path) -> dict[str, bytes]:
        if self.values.get(KEY_FILE):
            self._read_key_file(Path(self.values[KEY_FILE]), folder)
        ring = {}
        for item in self._items("COMPANION_DATA_KEYS"):
            name, _, key = item.partition(":")
            if not name.isdecimal() or not 1 <= int(name) <= 255:
                self.problems.append("COMPANION_DATA_KEYS: a number, 1 to 255, and a colon begin each key.")
            ring[name] = self._key("COMPANION_DATA_KEYS", key or "missing")
        return ring

    def _read_key_file(self, path: Path, folder: Path) -> None:
        """Keys may stand in a file of their own, one a line: the database's folder alone opens nothing."""
        if not path.is_absolute() or path.resolve().is_relative_to(folder.resolve()):
            self.problems.append(f"{KEY_FILE}: name a file by its whole path, outside {folder}.")
        elif not path.is_file():
            self.problems.append(f"{KEY_FILE}: there is no file {path}.")
        else:
            self.values["COMPANION_DATA_KEYS"] = ",".join(path.read_text().split())

    def _key(self, name: str, text: str) -> bytes:
        try:
            key = base64.b64decode(text, altchars=b"-_", validate=True)
        except ValueError:
            key = b""
        if text and len(key) != KEY_BYTES:
            self.problems.append(f"{name}: a key is 32 bytes in URL-safe base64.")
        return key

    def _database_url(self, folder: Path) -> str:
        url = self._text("COMPANION_DATABASE_URL", f"sqlite:///{folder}/companion.sqlite3")
        if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
            self.problems.append(
                "COMPANION_DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://."
            )
        return url

    def _base_url(self) -> str:
        url = self._text("COMPANION_BASE_URL", Settings.base_url).rstrip("/")
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            self.problems.append("COMPANION_BASE_URL must be an address such as https://example.org.")
        return url

    def _hosts(self, base_url: str) -> tuple[str, ...]:
        named = self.values.get("COMPANION_HOSTS", "")
        hosts = [host.strip() for host in named.split(",")] + [urlsplit(base_url).hostname or ""]
        return (*filter(None, hosts), "127.0.0.1", "localhost")

    def _language(self) -> str:
        language = self._text("COMPANION_LANGUAGE", "en")
        if language not in LANGUAGES:
            self.problems.append(f"COMPANION_LANGUAGE must be one of {', '.join(LANGUAGES)}.")
        return language

    def _found(self, read: tuple[T | None, list[str]]) -> T | None:
        found, problems = read
        self.problems += problems
        return found

    def _with_work(self) -> bool:
        said = self._text("COMPANION_WITH_WORK", "no")
        if said not in ("yes", "no"):
            self.problems.append("COMPANION_WITH_WORK must be yes or no.")
        return said == "yes"

    def _proxies(self) -> int:
        text = self._text("COMPANION_TRUSTED_PROXIES", "0")
        if not text.isdecimal():
            self.problems.append("COMPANION_TRUSTED_PROXIES must be a whole number, 0 or more.")
            return 0
        return int(text)
