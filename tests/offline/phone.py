"""A phone that keeps entries as static/worker/seal.js does."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from werkzeug.test import TestResponse

from tests.cast import NOW
from tests.visitor import Visitor

CURVE = ec.SECP256R1()


@dataclass(frozen=True)
class Letter:
    id: UUID
    sealed: str


class Phone:
    """``clock_off`` is how far its clock is ahead."""

    def __init__(self, visitor: Visitor, clock_off: timedelta = timedelta()) -> None:
        self.visitor, self.clock_off = visitor, clock_off
        said = visitor.client.get("/offline/state").json
        self.owner, self.key = said["owner"], said["key"]

    def keep(self, path: str, *, at: datetime = NOW, owner: str = "", **form: Any) -> Letter:
        """``at`` is the true moment at which it is saved."""
        entry_id = UUID(form.get("submission_id") or str(uuid4()))
        form = {**form, "submission_id": str(entry_id)}
        said = {"path": path, "body": urlencode(form), "owner": owner or self.owner}
        said["saved_at"] = milliseconds(at + self.clock_off)
        return Letter(entry_id, sealed(json.dumps(said), str(entry_id), self.key))

    def send(
        self, letter: Letter, *, now: datetime = NOW, by_script: bool = True, **other: str
    ) -> TestResponse:
        headers = {"X-CSRFToken": self.visitor.token(), **({"Entry-Sent-By": "script"} if by_script else {})}
        form = {"entry": letter.sealed, "id": str(letter.id), "sent_at": milliseconds(now + self.clock_off)}
        return self.visitor.client.post("/offline/entries", data={**form, **other}, headers=headers)


def milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def sealed(text: str, entry_id: str, public: str) -> str:
    own = ec.generate_private_key(CURVE)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, base64.b64decode(public))
    shared = own.exchange(ec.ECDH(), theirs)
    key = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"companion entry").derive(shared)
    nonce = os.urandom(12)
    body = AESGCM(key).encrypt(nonce, text.encode(), entry_id.encode())
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.b64encode(b"\x01" + point + nonce + body).decode()
