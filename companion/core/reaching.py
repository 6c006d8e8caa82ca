"""How a notice reaches a phone, besides mail: web push, and text messages."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from companion.core.mail import LOOPBACK

# Where browsers have their push services. A subscription that names another host is refused: a phone says
# where we are to send, and must not make us send into our own network.
PUSH_HOSTS = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "web.push.apple.com",
    ".notify.windows.com",
)
CONSOLE = "console"
CURVE = ec.SECP256R1()
KEY_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class PushKey:
    """VAPID (RFC 8292): the key by which push services know this installation. 32 bytes, URL-safe base64."""

    private: str = field(repr=False)
    hosts: tuple[str, ...] = PUSH_HOSTS

    @property
    def public(self) -> str:
        """As a browser wants it: the uncompressed point, URL-safe base64 without padding."""
        secret = int.from_bytes(base64.urlsafe_b64decode(self.private + "=="))
        key = ec.derive_private_key(secret, CURVE).public_key()
        point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return base64.urlsafe_b64encode(point).decode().rstrip("=")

    def may_send_to(self, endpoint: str) -> bool:
        """A host that begins with a dot stands for all that end with it. Loopback only where it is named."""
        address = urlsplit(endpoint)
        host = address.hostname or ""
        is_named = any(host == one or (one.startswith(".") and host.endswith(one)) for one in self.hosts)
        return is_named and (address.scheme == "https" or host in LOOPBACK)


@dataclass(frozen=True, kw_only=True)
class SmsGateway:
    """``url`` takes a POST of JSON {to, text, id} with a bearer token; "console" prints that a text went out.

    ``inbound_token`` is what the gateway says when it hands over an answer such as STOP.
    """

    url: str
    token: str = field(default="", repr=False)
    inbound_token: str = field(default="", repr=False)


def new_push_key() -> str:
    secret = ec.generate_private_key(CURVE).private_numbers().private_value
    return base64.urlsafe_b64encode(secret.to_bytes(KEY_BYTES)).decode().rstrip("=")


def read_push(values: Mapping[str, str]) -> tuple[PushKey | None, list[str]]:
    key = values.get("COMPANION_PUSH_KEY", "").strip()
    hosts = tuple(filter(None, (one.strip() for one in values.get("COMPANION_PUSH_HOSTS", "").split(","))))
    if not key:
        return None, []
    try:
        is_right = int.from_bytes(base64.urlsafe_b64decode(key + "==")) > 0 and len(key.rstrip("=")) == 43
    except ValueError:
        is_right = False
    if not is_right:
        return None, ["COMPANION_PUSH_KEY: `companion make-push-key` prints one."]
    return PushKey(private=key, hosts=hosts or PUSH_HOSTS), []


def read_sms(values: Mapping[str, str]) -> tuple[SmsGateway | None, list[str]]:
    given = {
        name: values.get(f"COMPANION_SMS_{name}", "").strip() for name in ("URL", "TOKEN", "INBOUND_TOKEN")
    }
    url, address = given["URL"], urlsplit(given["URL"])
    if not url:
        return None, ["COMPANION_SMS_TOKEN needs COMPANION_SMS_URL."] if given["TOKEN"] else []
    is_safe = address.scheme == "https" or (address.scheme == "http" and address.hostname in LOOPBACK)
    if url != CONSOLE and not is_safe:
        return None, ["COMPANION_SMS_URL must be https, an address on this machine, or console."]
    if given["INBOUND_TOKEN"] and len(given["INBOUND_TOKEN"]) < KEY_BYTES:
        return None, ["COMPANION_SMS_INBOUND_TOKEN needs at least 32 characters."]
    return SmsGateway(url=url, token=given["TOKEN"], inbound_token=given["INBOUND_TOKEN"]), []
