"""A mail server of a few lines, on this machine: takes what it is given, or behaves as badly as told."""

from __future__ import annotations

import smtplib
import ssl
from email import message_from_bytes, policy
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Thread

REALLY_SEND = smtplib.SMTP.sendmail


class Mailbox(ThreadingTCPServer):
    """``refuses`` answers 451 to each recipient; ``hangs`` takes the mail in and never says so."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.tls = tls
        self.refuses = self.hangs = False
        self.received: list[tuple[str, EmailMessage]] = []
        self.has_mail = Event()
        self.was_encrypted = False
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def close(self) -> None:
        self.shutdown()
        self.server_close()

    def recipients(self) -> list[str]:
        return sorted(recipient for recipient, _ in self.received)


class _Conversation(StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        try:
            self.talk()
        except OSError:
            """The visitor hung up, or did not trust us."""
        finally:
            self.connection.close()

    def talk(self) -> None:
        self.recipient = ""
        self.say("220 mailbox")
        while line := self.rfile.readline():
            verb = line.decode().strip().upper().partition(" ")[0]
            if verb == "QUIT":
                self.say("221 bye")
                return
            self.answer(verb, line.decode())

    def answer(self, verb: str, line: str) -> None:
        if verb == "EHLO":
            self.say("250-mailbox\r\n250 STARTTLS" if self.server.tls else "250 mailbox")
        elif verb == "STARTTLS" and self.server.tls:
            self.encrypt(self.server.tls)
        elif verb == "RCPT":
            self.recipient = line.partition("<")[2].partition(">")[0]
            self.say("451 not now" if self.server.refuses else "250 fine")
        elif verb == "DATA":
            self.say("354 go on")
            self.take()
        else:
            self.say("250 fine")

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        email = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.received.append((self.recipient, email))
        self.server.has_mail.set()
        if self.server.hangs:
            self.rfile.readline()
        else:
            self.say("250 taken")

    def encrypt(self, tls: ssl.SSLContext) -> None:
        self.say("220 go ahead")
        self.connection = tls.wrap_socket(self.connection, server_side=True)
        self.setup_again()
        self.server.was_encrypted = True

    def setup_again(self) -> None:
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = self.connection.makefile("wb", 0)

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())
