"""Handing text messages to a gateway: one small interface, because each gateway wants only a POST."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from companion.core.reaching import CONSOLE, SmsGateway
from companion.outbox.models import Message
from companion.outbox.transport import NotSent, Refused, Send

PATIENCE = 20
# What another try may mend, although the gateway says that the mistake is ours.
PASSING = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS)
PASSING_KEY = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
log = logging.getLogger("companion.sms")


def sender(gateway: SmsGateway) -> Send:
    return _print if gateway.url == CONSOLE else _poster(gateway)


def _print(message: Message) -> None:
    """For trying out. Neither the number nor the text stands in a log."""
    log.warning("A text message of %s characters would go out.", len(message.body))


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _poster(gateway: SmsGateway) -> Send:
    def send(message: Message) -> None:
        body = json.dumps({"to": message.address, "text": message.body, "id": str(message.id)}).encode()
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {gateway.token}",
            # The same message has the same key each time: a gateway that knows it sends it once.
            "Idempotency-Key": str(message.id),
        }
        # The address is the operator's own setting, checked to be https or this machine.
        request = Request(gateway.url, data=body, headers=headers, method="POST")  # noqa: S310 # see above
        try:
            build_opener(_NoRedirects).open(request, timeout=PATIENCE).close()
        except HTTPError as error:
            is_final = 400 <= error.code < 500 and error.code not in (*PASSING, *PASSING_KEY)
            raise (Refused if is_final else NotSent)(str(error.code)) from None
        except (OSError, ValueError) as error:
            raise NotSent(type(error).__name__) from None

    return send
