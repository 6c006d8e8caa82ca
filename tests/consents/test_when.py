"""When something is seen: after the delay, until the end, and not a moment after it is taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from companion.access import actions as access
from companion.access import rules
from companion.access.consents import actions, ends, queries
from companion.access.consents.models import Consent, ConsentWarning, NoticeAcceptance, Revocation
from companion.access.rules import Scope
from companion.accounts.models import Person
from companion.audit.models import Event
from companion.core.db import db
from companion.programs import queries as programs
from tests.cast import NOW, Cast
from tests.consents.giving import LONG_AGO, give, support_of

A_MINUTE = timedelta(minutes=1)
A_DAY = timedelta(days=1)


def seen(cast: Cast, now: datetime = NOW) -> set[str]:
    rosa, ben = (db.session.get_one(Person, one) for one in (cast.rosa, cast.ben))
    return {str(scope) for scope in queries.scopes_of(rosa, ben, now)}


@pytest.mark.parametrize(("left", "due"), [(15, None), (14, 14), (2, 14), (1, 1), (0, 1), (-1, None)])
def test_warnings_come_fourteen_days_and_one_day_before(left: int, due: int | None) -> None:
    today = date(2026, 11, 18)
    assert rules.warning(today + timedelta(days=left), today) == due


def test_the_last_day_is_whole_where_the_client_is() -> None:
    assert rules.ends_on(NOW, 90, "America/New_York") == date(2027, 2, 16)
    ends_at = datetime(2027, 2, 17, 5, tzinfo=UTC)
    assert rules.expires_at(date(2027, 2, 16), "America/New_York") == ends_at


@pytest.mark.parametrize(
    ("most", "offered"), [(365, [30, 90, 180, 365]), (90, [30, 90]), (45, [30, 45]), (7, [7])]
)
def test_no_choice_of_days_is_longer_than_the_program_allows(most: int, offered: list[int]) -> None:
    assert rules.choices_of_days(most) == offered
    assert rules.usual_days(most) in offered or most > 90


def test_what_is_signed_is_seen_after_the_delay_and_not_before(context: Flask, cast: Cast) -> None:
    give(cast, [Scope.TIMES], at=NOW)
    assert seen(cast, NOW + A_DAY - A_MINUTE) == set()
    assert seen(cast, NOW + A_DAY + A_MINUTE) == {"times"}


def test_the_delay_is_the_program_s(context: Flask, cast: Cast) -> None:
    programs.program(cast.program).sharing_delay_hours = 72
    give(cast, [Scope.TIMES], at=NOW)
    assert seen(cast, NOW + 3 * A_DAY - A_MINUTE) == set()
    assert seen(cast, NOW + 3 * A_DAY) == {"times"}


def test_more_waits_while_what_is_shown_goes_on(context: Flask, cast: Cast) -> None:
    give(cast, [Scope.TIMES])
    give(cast, [Scope.CRAVINGS], at=NOW)
    assert seen(cast, NOW + A_DAY - A_MINUTE) == {"times"}
    assert seen(cast, NOW + A_DAY + A_MINUTE) == {"times", "cravings"}


def test_less_is_less_at_once_whichever_consent_gave_it(context: Flask, cast: Cast) -> None:
    give(cast, [Scope.TIMES, Scope.CRAVINGS])
    give(cast, [Scope.TIMES])
    assert seen(cast) == {"times", "cravings"}
    rosa = db.session.get_one(Person, cast.rosa)
    actions.take_back(support_of(cast), Scope.TIMES, by=rosa, at=NOW)
    assert seen(cast) == {"cravings"}
    rows = db.session.scalars(select(Revocation)).all()
    assert [(row.scope, row.revoked_by, row.words) for row in rows] == [
        ("times", cast.rosa, "Stop showing this")
    ] * 2


def test_stop_revokes_in_writing_also_what_has_not_begun(context: Flask, cast: Cast) -> None:
    give(cast, [Scope.TIMES])
    give(cast, [Scope.PLAN], at=NOW)
    rosa = db.session.get_one(Person, cast.rosa)
    for _ in range(2):
        actions.stop(support_of(cast), by=rosa, at=NOW)
    assert seen(cast) == seen(cast, NOW + 2 * A_DAY) == set()
    rows = db.session.scalars(select(Revocation)).all()
    assert [(row.scope, row.words, row.revoked_at) for row in rows] == [
        (None, "Stop sharing. It ends right away.", NOW)
    ] * 2


def test_it_ends_with_its_last_day_and_does_not_come_back(context: Flask, cast: Cast) -> None:
    consent = give(cast, [Scope.TIMES])
    assert seen(cast, consent.expires_at - A_MINUTE) == {"times"}
    assert seen(cast, consent.expires_at) == set()
    assert seen(cast, consent.expires_at + timedelta(days=400)) == set()


def test_a_pause_is_at_once_and_its_end_takes_the_delay(context: Flask, cast: Cast) -> None:
    give(cast, [Scope.TIMES])
    rosa, support = db.session.get_one(Person, cast.rosa), support_of(cast)
    for _ in range(2):
        actions.pause(support, rosa, at=NOW)
    assert seen(cast) == set()
    assert actions.resume(support, rosa, at=NOW)
    assert not actions.resume(support, rosa, at=NOW)
    assert seen(cast, NOW + A_DAY - A_MINUTE) == set()
    assert seen(cast, NOW + A_DAY) == {"times"}
    actions.pause(support, rosa, at=NOW + A_MINUTE)
    assert seen(cast, NOW + 2 * A_DAY) == set()


def test_nothing_is_seen_without_the_notice_or_after_leaving(context: Flask, cast: Cast) -> None:
    give(cast, [Scope.TIMES])
    acceptance = db.session.scalars(select(NoticeAcceptance)).one()
    acceptance.version = "2017"
    db.session.flush()
    assert seen(cast) == set()
    acceptance.version = rules.NOTICE_VERSION
    db.session.flush()
    assert seen(cast) == {"times"}
    access.end_support(support_of(cast), by=db.session.get_one(Person, cast.ben), at=NOW)
    assert seen(cast) == set()


def test_before_a_yes_nothing_is_seen(context: Flask, cast: Cast) -> None:
    give(cast, [Scope.TIMES])
    support_of(cast).accepted_at = None
    db.session.flush()
    assert seen(cast) == set()


def test_another_supporter_and_another_client_see_nothing_of_it(context: Flask, cast: Cast) -> None:
    give(cast, list(Scope))
    people = {
        name: db.session.get_one(Person, getattr(cast, name)) for name in ("rosa", "omar", "ben", "wes")
    }
    assert queries.scopes_of(people["rosa"], people["wes"], NOW) == frozenset()
    assert queries.scopes_of(people["omar"], people["ben"], NOW) == frozenset()


def test_each_consent_keeps_the_words_that_were_signed(context: Flask, cast: Cast) -> None:
    consent = give(cast, [Scope.CRAVINGS])
    program = programs.program(cast.program)
    program.name = "Another name"
    db.session.expire_all()
    kept = db.session.get_one(Consent, consent.id)
    assert "Maple House" in kept.discloser
    assert "How many cravings I logged this week" in kept.description
    assert "sessions" not in kept.description
    assert (kept.patient_name, kept.recipient, kept.signature) == ("Rosa", "Ben", "Rosa Example")
    assert (kept.language, kept.text_version, kept.signed_at) == ("en", rules.TEXT_VERSION, LONG_AGO)
    assert b"Rosa" not in kept.patient_name_sealed + kept.signature_sealed


def test_the_worker_notes_each_warning_and_the_end_once(context: Flask, cast: Cast) -> None:
    consent = give(cast, [Scope.TIMES])
    moments = [consent.expires_at - timedelta(days=days) for days in (40, 10, 9, 1)] + [consent.expires_at]
    for now in moments:
        while ends.note_next(now):
            db.session.commit()
    noted = db.session.scalars(select(ConsentWarning.days).order_by(ConsentWarning.warned_at)).all()
    assert noted == [14, 1, 0]
    said = db.session.scalars(select(Event.action).where(Event.subject_id == consent.id)).all()
    assert sorted(said) == ["consent:expired", "consent:signed", "consent:warned", "consent:warned"]


def test_nobody_is_warned_of_what_was_taken_back(context: Flask, cast: Cast) -> None:
    consent = give(cast, [Scope.TIMES])
    actions.stop(support_of(cast), by=db.session.get_one(Person, cast.rosa), at=NOW)
    assert not ends.note_next(consent.expires_at)
    assert ends.endings_of(db.session.get_one(Person, cast.rosa), NOW) == []
