from __future__ import annotations

import pytest

from companion.records.contacts import rules


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("988", "tel:988"),
        ("555 010 0100", "tel:5550100100"),
        ("(555) 010-0100", "tel:5550100100"),
        ("555.010.0100", "tel:5550100100"),
        ("+1 555 010 0100", "tel:+15550100100"),
        ("(+1) 555-010-0100", "tel:+15550100100"),
        ("555 010 0100 x12", "tel:5550100100,12"),
        ("555 010 0100 X 12 x 3", "tel:5550100100,123"),
        ("555 010 0100 x", "tel:5550100100"),
        ("555+010+0100", "tel:5550100100"),
    ],
)
def test_a_number_can_be_dialled_however_it_is_written(written: str, dialled: str) -> None:
    assert rules.is_phone(written)
    assert rules.call_link(written) == dialled


@pytest.mark.parametrize(
    "written",
    ["", "12", "x123", "98 x8", "call me", "555 0100 ext 4", "555;0100", "555\n0100", "٩٨٨", "5550100,,1"],
)
def test_what_no_phone_can_dial_is_refused(written: str) -> None:
    assert not rules.is_phone(written)


@pytest.mark.parametrize(
    ("written", "line", "link"),
    [
        ("988", "", "sms:988"),
        ("988", "AYUDA", "sms:988?&body=AYUDA"),
        ("+1 555 0100 x3", "", "sms:+15550100"),
        ("555 0100", "Hi & bye? 100% #1", "sms:5550100?&body=Hi%20%26%20bye%3F%20100%25%20%231"),
        ("555 0100", "¿Hablas?\nPor favor", "sms:5550100?&body=%C2%BFHablas%3F%0APor%20favor"),
    ],
)
def test_the_ready_line_is_in_the_text_message(written: str, line: str, link: str) -> None:
    assert rules.text_link(written, line) == link
