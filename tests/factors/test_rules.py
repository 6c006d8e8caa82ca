"""Who needs a second step, and what counts as a code."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from companion.accounts.factors import rules
from companion.accounts.factors.rules import Awaits
from companion.accounts.rules import Role

CODE, SETUP = Awaits.CODE, Awaits.SETUP


@pytest.mark.parametrize(
    ("role", "has_app", "has_passkey", "is_demo", "awaited"),
    [
        (Role.CLIENT, False, False, False, None),
        (Role.CLIENT, True, False, False, CODE),
        # A passkey that opens the lock of a phone does not keep its owner out elsewhere.
        (Role.CLIENT, False, True, False, None),
        (Role.SUPPORTER, False, True, False, None),
        (Role.SUPPORTER, True, True, False, CODE),
        (Role.COUNSELOR, False, False, False, SETUP),
        (Role.ADMIN, False, False, False, SETUP),
        (Role.COUNSELOR, False, True, False, CODE),
        (Role.ADMIN, True, False, False, CODE),
        (Role.COUNSELOR, False, False, True, None),
        (Role.COUNSELOR, True, False, True, CODE),
    ],
)
def test_what_a_sign_in_awaits(
    role: Role, has_app: bool, has_passkey: bool, is_demo: bool, awaited: Awaits | None
) -> None:
    assert rules.awaited(role, has_app=has_app, has_passkey=has_passkey, is_demo=is_demo) == awaited


def test_a_step_is_half_a_minute() -> None:
    moment = datetime(2026, 11, 18, 22, 0, 29, 999_999, tzinfo=UTC)
    assert rules.step_at(moment) == rules.step_at(moment.replace(second=0, microsecond=0))
    assert rules.step_at(moment.replace(second=30, microsecond=0)) == rules.step_at(moment) + 1


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("123 456", "123456"), (" abcd-efgh ", "ABCDEFGH"), ("12-34\t56", "123456"), ("", "")],
)
def test_what_people_put_between_is_left_out(typed: str, plain: str) -> None:
    assert rules.plain(typed) == plain


@pytest.mark.parametrize(
    ("code", "looks"),
    [("123456", True), ("12345", False), ("1234567", False), ("١٢٣٤٥٦", False), ("ABCDEF", False)],
)
def test_what_looks_like_a_code_of_an_app(code: str, looks: bool) -> None:
    assert rules.looks_like_app_code(code) is looks


def test_codes_on_paper_are_ten_and_hard_to_guess() -> None:
    codes = rules.new_recovery_codes()
    assert len(set(codes)) == rules.RECOVERY_CODES
    assert all(len(rules.plain(code)) == rules.RECOVERY_LETTERS for code in codes)
    # At least 64 bits: NIST SP 800-63B-4.
    assert len(rules.ALPHABET) ** rules.RECOVERY_LETTERS >= 2**64
    assert not set("01IO") & set(rules.ALPHABET)
