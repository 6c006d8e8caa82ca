"""Handing messages to the push service of a browser (RFC 8030, RFC 8291, RFC 8292).

The address of such a message is the subscription, as the browser gave it. What is sent is encrypted for that
browser alone, and holds a text of a closed list and an id, by which a phone shows it once.
"""

from __future__ import annotations

import json

import requests
from pywebpush import WebPushException, webpush

from companion.core.reaching import PushKey
from companion.outbox.models import Message
from companion.outbox.transport import NotSent, Refused, Send

PATIENCE = 20
# In seconds: a reminder that a phone did not get by then is of no use.
LIVES = 4 * 3600
GONE = (404, 410)
TOO_BIG = 413


def sender(key: PushKey, contact: str) -> Send:
    """``contact`` is where a push service can complain: an https or mailto address."""

    def send(message: Message) -> None:
        subscription = json.loads(message.address)
        if not key.may_send_to(subscription["endpoint"]):
            raise Refused("host")
        try:
            _hand_over(message, subscription, key, contact)
        except WebPushException as error:
            status = error.response.status_code if error.response is not None else 0
            raise (Refused if status in (*GONE, TOO_BIG) else NotSent)(str(status)) from None
        except (requests.RequestException, ValueError) as error:
            raise NotSent(type(error).__name__) from None

    return send


def _hand_over(message: Message, subscription: dict[str, object], key: PushKey, contact: str) -> None:
    with requests.Session() as session:
        # A push service that sends us elsewhere is none; and no proxy of the environment reads along.
        session.max_redirects, session.trust_env = 0, False
        webpush(
            subscription,
            json.dumps({"text": message.body, "id": str(message.id)}),
            vapid_private_key=key.private,
            vapid_claims={"sub": contact},
            ttl=LIVES,
            headers={"Urgency": "normal"},
            timeout=PATIENCE,
            requests_session=session,
        )
