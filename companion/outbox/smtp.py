"""Handing messages to a mail server."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from companion.core.mail import MailServer
from companion.outbox.models import Message
from companion.outbox.transport import NotSent, Refused, Send

# In seconds, for each answer of the server: well within the lease of a message.
PATIENCE = 20
# RFC 5321 section 4.2.1: from here on the same address fails each time.
PERMANENT = 500


def sender(server: MailServer) -> Send:
    """Sends with STARTTLS, unless the server is on this machine and has none."""

    def send(message: Message) -> None:
        try:
            _hand_over(as_email(message, server), message.address, server)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            is_final = bool(codes) and min(codes) >= PERMANENT
            raise (Refused if is_final else NotSent)(str(codes)) from None
        except (smtplib.SMTPException, OSError, ValueError) as error:
            # The reason may quote an address, so only its kind goes on.
            raise NotSent(type(error).__name__) from None

    return send


def as_email(message: Message, server: MailServer) -> EmailMessage:
    """The same message has the same id each time, so that a second delivery can be recognized."""
    email = EmailMessage(policy=SMTP)
    email["Subject"], email["From"], email["To"] = message.subject, server.sender, message.address
    email["Date"] = format_datetime(message.queued_at)
    email["Message-ID"] = f"<{message.id}@{server.sender.rpartition('@')[2]}>"
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(message.body)
    return email


def _hand_over(email: EmailMessage, address: str, server: MailServer) -> None:
    with smtplib.SMTP(server.host, server.port, timeout=PATIENCE) as connection:
        if server.is_encrypted:
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        connection.send_message(email, server.sender, [address])
