"""How mail leaves the installation, if it may leave at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NAMES = ("HOST", "PORT", "USER", "PASSWORD", "FROM", "STARTTLS")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
SUBMISSION_PORT = "587"
HIGHEST_PORT = 65535


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Without ``is_encrypted`` only on this machine: what is sent names who works at the clinic."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    is_encrypted: bool = True


def read(values: Mapping[str, str]) -> tuple[MailServer | None, list[str]]:
    """The server that the COMPANION_SMTP_… settings name, or None, and what is wrong with them."""
    given = {name: values.get(f"COMPANION_SMTP_{name}", "").strip() for name in NAMES}
    if not given["HOST"]:
        return None, [_wrong(name, "needs COMPANION_SMTP_HOST.") for name in NAMES if given[name]]
    found = _problems(given)
    if found:
        return None, found
    server = MailServer(
        host=given["HOST"],
        port=int(given["PORT"] or SUBMISSION_PORT),
        sender=given["FROM"],
        user=given["USER"],
        password=given["PASSWORD"],
        is_encrypted=given["STARTTLS"] != "no",
    )
    return server, []


def _problems(given: Mapping[str, str]) -> list[str]:
    port = given["PORT"] or SUBMISSION_PORT
    is_open = given["STARTTLS"] == "no" and given["HOST"] not in LOOPBACK
    checks = [
        ("PORT", port.isdecimal() and 0 < int(port) <= HIGHEST_PORT, "must be a port, such as 587."),
        ("FROM", "@" in given["FROM"], "must be the address that the mail comes from."),
        ("PASSWORD", bool(given["USER"]) == bool(given["PASSWORD"]), "and _USER go together."),
        ("STARTTLS", given["STARTTLS"] in ("", "yes", "no"), "must be yes or no."),
        ("STARTTLS", not is_open, "may be no only for a server on this machine."),
    ]
    return [_wrong(name, problem) for name, is_fine, problem in checks if not is_fine]


def _wrong(name: str, problem: str) -> str:
    return f"COMPANION_SMTP_{name} {problem}"
