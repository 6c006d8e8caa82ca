from __future__ import annotations

import datetime as dt
import ipaddress
import smtplib
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask

from companion.accounts.models import Person
from companion.core.db import db
from companion.core.mail import MailServer
from companion.outbox import actions, smtp
from companion.outbox.models import Message
from companion.outbox.transport import NotSent
from tests.cast import NOW, Cast
from tests.mailbox import REALLY_SEND, Mailbox


@pytest.fixture(autouse=True)
def real_mail(no_network: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """To this machine only: every other connection still fails."""
    monkeypatch.setattr(smtplib.SMTP, "sendmail", REALLY_SEND)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    yield mailbox
    mailbox.close()


def server_at(port: int, *, is_encrypted: bool = False) -> MailServer:
    return MailServer(host="127.0.0.1", port=port, sender="app@clinic.example", is_encrypted=is_encrypted)


@pytest.fixture
def message(context: Flask, cast: Cast) -> Message:
    cora = db.session.get_one(Person, cast.cora)
    found = actions.queue(cora, subject="Something", body="Algo espera: ñandú", address=cora.email, at=NOW)
    db.session.flush()
    return found


def test_a_message_arrives_as_it_was_queued_with_the_same_id_each_time(
    message: Message, mailbox: Mailbox
) -> None:
    for _ in range(2):
        smtp.sender(server_at(mailbox.port))(message)
    assert mailbox.recipients() == ["cora@test.example"] * 2
    (_, one), (_, other) = mailbox.received
    assert one["Message-ID"] == other["Message-ID"] == f"<{message.id}@clinic.example>"
    assert (one["From"], one["To"], one["Subject"]) == (
        "app@clinic.example",
        "cora@test.example",
        "Something",
    )
    assert one.get_content().strip() == "Algo espera: ñandú"


def test_a_server_that_refuses_is_tried_again_and_the_reason_names_nobody(
    message: Message, mailbox: Mailbox
) -> None:
    mailbox.refuses = True
    with pytest.raises(NotSent) as found:
        smtp.sender(server_at(mailbox.port))(message)
    assert "cora" not in str(found.value)
    assert mailbox.received == []


def test_a_server_that_is_away_is_tried_again(message: Message, mailbox: Mailbox) -> None:
    mailbox.close()
    with pytest.raises(NotSent):
        smtp.sender(server_at(mailbox.port))(message)


def test_nothing_goes_to_a_server_that_cannot_encrypt(message: Message, mailbox: Mailbox) -> None:
    with pytest.raises(NotSent):
        smtp.sender(server_at(mailbox.port, is_encrypted=True))(message)
    assert mailbox.received == []


def test_it_goes_encrypted_to_a_server_whose_name_is_proved(
    message: Message, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, tls = certified(tmp_path)
    mailbox = Mailbox(tls)
    try:
        with pytest.raises(NotSent):
            smtp.sender(server_at(mailbox.port, is_encrypted=True))(message)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        smtp.sender(server_at(mailbox.port, is_encrypted=True))(message)
    finally:
        mailbox.close()
    assert mailbox.was_encrypted
    assert mailbox.recipients() == ["cora@test.example"]


def certified(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate of its own for this machine, and what a server does with it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = dt.datetime(2020, 1, 1)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(1).not_valid_before(now).not_valid_after(now + dt.timedelta(days=20_000))
    built = built.add_extension(address, critical=False)
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    certificate = built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    both, alone = folder / "both.pem", folder / "certificate.pem"
    both.write_bytes(certificate + secret)
    alone.write_bytes(certificate)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(both)
    return alone, tls
