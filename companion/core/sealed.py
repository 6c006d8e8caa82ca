"""Free text and contact details are sealed before they reach the database.

AES-256-GCM; stored as version byte, key number, 12-byte nonce, ciphertext and tag. The table, the
column and the row's owner are bound in, so a value copied to another person's row does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Mapping
from typing import Any, Self, overload
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, current_app

from companion.core.db import new_id
from companion.core.stop import Stop

VERSION = 1
NONCE_BYTES = 12
HEAD_BYTES = 2


class CannotOpen(Stop):
    """A sealed value does not open: the key is missing or wrong, or the row was tampered with."""


class KeyRing:
    """Opens with any of its keys, seals with the first."""

    def __init__(self, data_keys: Mapping[str, bytes], index_key: bytes) -> None:
        self._keys = {int(number): AESGCM(key) for number, key in data_keys.items()}
        self.newest = next(iter(self._keys))
        self._index_key = index_key

    def seal(self, text: str, bound_to: str) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        body = self._keys[self.newest].encrypt(nonce, text.encode(), bound_to.encode())
        return self.head + nonce + body

    @property
    def head(self) -> bytes:
        """How everything begins that is sealed from now on."""
        return bytes([VERSION, self.newest])

    def open(self, sealed: bytes, bound_to: str) -> str:
        """Raises ``CannotOpen``, never naming the content."""
        body = sealed[HEAD_BYTES + NONCE_BYTES :]
        nonce = sealed[HEAD_BYTES : HEAD_BYTES + NONCE_BYTES]
        try:
            return self._keys[sealed[1]].decrypt(nonce, body, bound_to.encode()).decode()
        except (KeyError, InvalidTag) as error:
            raise CannotOpen(
                f"A value of {bound_to.partition(':')[0]} does not open with these keys."
            ) from error

    def fingerprint(self, text: str) -> bytes:
        """A keyed hash to look a value up by, where the value itself is sealed."""
        return hmac.digest(self._index_key, text.encode(), hashlib.sha256)


class Sealed:
    """A text attribute stored sealed in the column ``<name>_sealed``, bound to the row's owner.

    The owner is the column named by ``owner`` and has to be set first; ``owner="id"`` is the row itself.
    """

    def __init__(self, owner: str = "client_id") -> None:
        self.owner = owner

    def __set_name__(self, model: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, row: None, model: type) -> Self: ...
    @overload
    def __get__(self, row: Any, model: type) -> str: ...
    def __get__(self, row: Any, model: type) -> Self | str:
        if row is None:
            return self
        sealed = getattr(row, f"{self.name}_sealed")
        return ring().open(sealed, self._bound_to(row)) if sealed else ""

    def __set__(self, row: Any, text: str) -> None:
        if self.owner == "id" and row.id is None:
            row.id = new_id()
        setattr(row, f"{self.name}_sealed", ring().seal(text, self._bound_to(row)) if text else None)

    def _bound_to(self, row: Any) -> str:
        owner = getattr(row, self.owner)
        if not isinstance(owner, UUID):
            raise TypeError(f"Set {self.owner} before {self.name}: a sealed text is bound to its owner.")
        return binding(type(row).__tablename__, self.name, owner)


def sealed_value(model: Any, name: str, owner_id: UUID, text: str) -> bytes | None:
    """What the ``Sealed`` attribute ``name`` would store, for rows that are inserted in bulk."""
    return ring().seal(text, binding(model.__tablename__, name, owner_id)) if text else None


def init_app(app: Flask, data_keys: Mapping[str, bytes], index_key: bytes) -> None:
    app.extensions["key_ring"] = KeyRing(data_keys, index_key)


def ring() -> KeyRing:
    found: KeyRing = current_app.extensions["key_ring"]
    return found


def binding(table: str, name: str, owner_id: UUID) -> str:
    """What a sealed value is bound to: it opens nowhere else."""
    return f"{table}.{name}:{owner_id.hex}"
