"""An entry that waited on a phone is opened in front of the app, and is from there on the form that it was.

A phone holds only the public half of the key: it can add an entry and cannot read one back, so whoever holds
the phone cannot either. One code path follows: the same sign-in, the same checks, the same transaction as for
a form that is sent at once.

ECDH on P-256 with a fresh key for each entry, HKDF-SHA-256, AES-256-GCM: a version byte, the phone's half
(65 bytes), a nonce (12 bytes), the ciphertext. The id of the entry is bound in.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request

from companion.core import web

PLACE = "/offline/entries"
ENVIRON = "companion.entry"
CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
VERSION = 1
POINT = 65
NONCE = 12
REDIRECTS = ("301", "302", "303", "307", "308")
# What an answer to a phone says of an entry: which one it is about, and where a page would go on.
ENTRY, THEN = "Entry", "Entry-Then"
# On a refusal: it belongs to somebody else than who is signed in.
OWNER = "Entry-Owner"
# Says that a script of the phone asks, and not a person.
SENT_BY = "Entry-Sent-By"
Answer = Iterable[bytes]


class DoesNotOpen(Exception):
    """Not sealed for this server, damaged on the way, or not one of the forms that may wait."""


@dataclass(frozen=True)
class Entry:
    """``saved_at`` and ``sent_at`` are by the clock of the phone; ``owner`` is the tag of who saved it."""

    id: UUID
    owner: str
    path: str
    body: str
    saved_at: datetime
    sent_at: datetime


class Opener:
    """The private half. It comes from the key that is never rotated: an entry may wait for a long time."""

    def __init__(self, index_key: bytes) -> None:
        secret = _derived(index_key, b"entries that wait on a phone", 48)
        self._key = ec.derive_private_key(int.from_bytes(secret) % (ORDER - 1) + 1, CURVE)

    @property
    def public(self) -> str:
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return base64.b64encode(point).decode()

    def open(self, sealed: str, entry_id: str, sent_at: str) -> Entry:
        """Raises ``DoesNotOpen``, and never says more than that."""
        try:
            letter = base64.b64decode(sealed, validate=True)
            said = json.loads(self._opened(letter, entry_id.encode()))
            return Entry(
                id=UUID(entry_id),
                owner=str(said["owner"]),
                path=str(said["path"]),
                body=str(said["body"]),
                saved_at=_moment(said["saved_at"]),
                sent_at=_moment(sent_at),
            )
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError, InvalidTag) as error:
            raise DoesNotOpen from error

    def _opened(self, letter: bytes, bound_to: bytes) -> bytes:
        if letter[:1] != bytes([VERSION]):
            raise DoesNotOpen
        point, nonce, body = letter[1 : 1 + POINT], letter[1 + POINT :][:NONCE], letter[1 + POINT + NONCE :]
        shared = self._key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point))
        return AESGCM(_derived(shared, b"companion entry", 32)).decrypt(nonce, body, bound_to)


class Envelopes:
    """WSGI: a letter to ``PLACE`` becomes the form inside. One that does not open goes on as it is."""

    def __init__(self, app: Flask, opener: Opener) -> None:
        self._app, self._next, self._opener = app, app.wsgi_app, opener

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Answer:
        if environ["PATH_INFO"] != PLACE or environ["REQUEST_METHOD"] != "POST":
            return self._next(environ, start)
        raw = _body(environ, int(self._app.config["MAX_CONTENT_LENGTH"]))
        try:
            form = Request({**environ, "wsgi.input": BytesIO(raw)}).form
            entry = self._opener.open(form.get("entry", ""), form.get("id", ""), form.get("sent_at", ""))
            self._refuse_others(entry)
        except (DoesNotOpen, HTTPException):
            return self._next({**environ, "wsgi.input": BytesIO(raw)}, start)
        return self._next(
            _as_form(environ, entry, form.get("csrf_token")), _without_redirects(environ, start)
        )

    def _refuse_others(self, entry: Entry) -> None:
        """Only forms that add an entry may wait: nothing else can be done with a letter."""
        endpoint, _ = self._app.url_map.bind("localhost").match(entry.path, "POST")
        if self._app.view_functions[endpoint] not in web.keeping_views():
            raise DoesNotOpen


def init_app(app: Flask, index_key: bytes) -> None:
    opener = Opener(index_key)
    app.extensions["envelope"] = opener
    app.wsgi_app = Envelopes(app, opener)  # type: ignore[method-assign,assignment]  # how WSGI middleware is put in front


def entry() -> Entry | None:
    """The letter that this request was, or None for a form that was sent at once."""
    found: Entry | None = request.environ.get(ENVIRON)
    return found


def _as_form(environ: dict[str, Any], entry: Entry, token: str | None) -> dict[str, Any]:
    body = entry.body.encode()
    inside = {
        "PATH_INFO": entry.path,
        "QUERY_STRING": "",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
        ENVIRON: entry,
    }
    # A page sends the token as a field; the letter was sealed before there was this one.
    return {**environ, **inside, **({"HTTP_X_CSRFTOKEN": token} if token else {})}


def _without_redirects(environ: dict[str, Any], start: Callable[..., Any]) -> Callable[..., Any]:
    """A script cannot read where a redirect leads, so it is told; a page is redirected."""
    if environ.get("HTTP_ENTRY_SENT_BY") != "script":
        return start

    def answer(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        if status[:3] in REDIRECTS:
            told = [(THEN if name.lower() == "location" else name, value) for name, value in headers]
            return start("200 OK", told, *rest)
        return start(status, headers, *rest)

    return answer


def _body(environ: dict[str, Any], most: int) -> bytes:
    length = environ.get("CONTENT_LENGTH") or "0"
    read: bytes = environ["wsgi.input"].read(min(int(length) if length.isdecimal() else 0, most + 1))
    return read


def _moment(milliseconds: Any) -> datetime:
    return datetime.fromtimestamp(int(milliseconds) / 1000, UTC)


def _derived(secret: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=None, info=purpose).derive(secret)
