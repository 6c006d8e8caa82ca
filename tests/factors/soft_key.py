"""A passkey made of software, for tests without a browser (WebAuthn level 3, sections 6.1 and 6.5)."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url

SITE, ORIGIN = "127.0.0.1", "http://127.0.0.1:8000"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class SoftKey:
    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(32)
        self.uses = 0

    def made(self, options: str) -> str:
        """The answer to the options of a registration."""
        head = self._head(PRESENT | VERIFIED | ATTESTED)
        data = head + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + self._public()
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._said("webauthn.create", options)
        return self._credential({"clientDataJSON": said, "attestationObject": attestation})

    def used(self, options: str, *, flags: int = PRESENT | VERIFIED, origin: str = ORIGIN) -> str:
        """The answer to the options of a sign-in."""
        self.uses += 1
        data, said = self._head(flags), self._said("webauthn.get", options, origin)
        signature = self.private.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._credential({"clientDataJSON": said, "authenticatorData": data, "signature": signature})

    def _head(self, flags: int) -> bytes:
        return hashlib.sha256(SITE.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big")

    def _public(self) -> bytes:
        """As a COSE key: kind EC2, algorithm ES256, curve P-256."""
        point = self.private.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _said(self, kind: str, options: str, origin: str = ORIGIN) -> bytes:
        said = {"type": kind, "challenge": json.loads(options)["challenge"], "origin": origin}
        return json.dumps(said).encode()

    def _credential(self, response: dict[str, bytes]) -> str:
        name = bytes_to_base64url(self.id)
        answer: dict[str, Any] = {part: bytes_to_base64url(value) for part, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": answer})
