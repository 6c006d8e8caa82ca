"""No wrong try is lost, and none breaks, when many arrive in the same moment."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from companion.accounts import throttling
from companion.accounts.models import Throttle
from companion.accounts.rules import FORGET_AFTER
from companion.core.db import db
from tests.cast import NOW
from tests.core.test_db import in_parallel

KEYS = [bytes([number]) * 32 for number in range(10)]
THREADS = 8


def failures(app: Flask) -> list[int]:
    with app.app_context():
        return list(db.session.scalars(select(Throttle.failures).order_by(Throttle.key)))


def test_eight_first_tries_in_one_moment_are_eight(app: Flask) -> None:
    together, troubles = Barrier(THREADS), []

    def fail_once_each() -> None:
        with app.app_context():
            for key in KEYS:
                together.wait(20)
                try:
                    throttling.count_failure(key, 3, at=NOW)
                    db.session.commit()
                except Exception as trouble:
                    troubles.append(trouble)
                    db.session.rollback()

    in_parallel(THREADS, fail_once_each)
    assert troubles == []
    assert failures(app) == [THREADS] * len(KEYS)


def test_eight_who_forget_and_fail_at_once_break_nothing(app: Flask) -> None:
    together, troubles = Barrier(THREADS), []

    def forget_and_fail() -> None:
        with app.app_context():
            for _ in range(20):
                together.wait(20)
                try:
                    throttling.forget_failures(KEYS[0])
                    throttling.count_failure(KEYS[0], 3, at=NOW)
                    db.session.commit()
                except Exception as trouble:
                    troubles.append(trouble)
                    db.session.rollback()

    in_parallel(THREADS, forget_and_fail)
    assert troubles == []
    assert failures(app)[0] >= 1


@pytest.mark.parametrize(("after", "counted"), [(FORGET_AFTER, 3), (FORGET_AFTER + timedelta(seconds=1), 1)])
def test_old_tries_are_forgotten(context: Flask, after: timedelta, counted: int) -> None:
    for _ in range(2):
        throttling.count_failure(KEYS[0], 10, at=NOW)
    throttling.count_failure(KEYS[0], 10, at=NOW + after)
    assert db.session.get_one(Throttle, KEYS[0]).failures == counted
