"""Only who knows the password gets in, and nobody learns who has an account."""

from __future__ import annotations

import pytest
from flask import Flask

from companion.accounts import actions
from companion.accounts.models import Person
from companion.core.db import db
from tests.accounts.signing import is_signed_in, sign_in_answer
from tests.cast import NOW, PASSWORD, Cast
from tests.visitor import Visitor

NEW_PASSWORD = "eleven wet paper boats"


def test_a_new_password_ends_the_other_devices(app: Flask, cast: Cast, rosa: Visitor) -> None:
    other = Visitor(app, "rosa@test.example")
    answer = rosa.post("/settings/password", password=PASSWORD, new_password=NEW_PASSWORD)
    assert answer.status_code == 303
    assert is_signed_in(rosa)
    assert not is_signed_in(other)
    assert sign_in_answer(other, PASSWORD).status_code == 422
    assert sign_in_answer(other, NEW_PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("now", "new"),
    [
        ("a wrong password here", NEW_PASSWORD),
        ("", NEW_PASSWORD),
        (PASSWORD, "too short"),
        (PASSWORD, ""),
        (PASSWORD, "a" * 257),
        (PASSWORD, "aaaaaaaaaaaaaaaa"),
        (PASSWORD, "passwordpasswordpassword"),
        (PASSWORD, "rosa rosa rosa rosa"),
    ],
)
def test_a_password_is_not_changed_without_the_old_one_or_to_a_weak_one(
    app: Flask, cast: Cast, rosa: Visitor, now: str, new: str
) -> None:
    other = Visitor(app, "rosa@test.example")
    answer = rosa.post("/settings/password", password=now, new_password=new)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert is_signed_in(other)
    assert sign_in_answer(Visitor(app), PASSWORD).status_code == 303


@pytest.mark.parametrize(
    "password", ["a" * 10 + "🌊" * 246, "correct horse 電池 staple é", "  spaces at both ends  "]
)
def test_any_long_password_works_as_it_was_typed(
    app: Flask, cast: Cast, rosa: Visitor, password: str
) -> None:
    assert rosa.post("/settings/password", password=PASSWORD, new_password=password).status_code == 303
    assert sign_in_answer(Visitor(app), password).status_code == 303
    assert sign_in_answer(Visitor(app), f"{password} ").status_code == 422


@pytest.mark.parametrize("email", ["rosa@test.example", "nobody@test.example", "omar@test.example"])
def test_every_wrong_sign_in_takes_one_hash_whoever_it_names(
    app: Flask, cast: Cast, anyone: Visitor, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    """Omar has left. An answer that came sooner would tell who has an account."""
    with app.app_context():
        db.session.get_one(Person, cast.omar).left_at = NOW
        db.session.commit()
    hashed = counted_hashes(monkeypatch)
    answer = anyone.post("/sign-in", email=email, password="a wrong password here")
    assert answer.status_code == 422
    assert len(hashed) == 1


def test_waiting_costs_no_hash(cast: Cast, anyone: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(11):
        sign_in_answer(anyone, "a wrong password here")
    hashed = counted_hashes(monkeypatch)
    assert sign_in_answer(anyone, PASSWORD).status_code == 429
    assert hashed == []


def counted_hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    real = actions.hasher.verify

    class Counting:
        def verify(self, known: str, password: str) -> bool:
            seen.append(known)
            return real(known, password)

    monkeypatch.setattr(actions, "hasher", Counting())
    return seen
