"""What a person wrote opens with the right key in the right row, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from companion.accounts.models import Person
from companion.core.db import db, new_id
from companion.core.sealed import CannotOpen, KeyRing
from companion.records.contacts.models import Contact
from companion.records.cravings.models import Craving
from companion.records.journal.models import Audience, Entry
from tests.cast import NOW, Cast
from tests.conftest import POSTGRES

OLD, NEW, INDEX = b"o" * 32, b"n" * 32, b"i" * 32
PLACE = "people.name:00000000000000000000000000000001"
WORDS = "Tuesday was hard 🌊 شكرا"


@pytest.fixture
def ring() -> KeyRing:
    return KeyRing({"1": OLD}, INDEX)


def test_what_was_sealed_opens_again(ring: KeyRing) -> None:
    sealed = ring.seal(WORDS, PLACE)
    assert ring.open(sealed, PLACE) == WORDS
    assert WORDS.encode() not in sealed
    assert ring.seal(WORDS, PLACE) != sealed, "the same words must not look the same twice"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "people.name:00000000000000000000000000000002",
        "people.email:00000000000000000000000000000001",
        "contacts.name:00000000000000000000000000000001",
    ],
)
def test_a_value_moved_to_another_person_column_or_table_does_not_open(ring: KeyRing, elsewhere: str) -> None:
    with pytest.raises(CannotOpen) as refused:
        ring.open(ring.seal(WORDS, PLACE), elsewhere)
    assert WORDS not in str(refused.value)


@pytest.mark.parametrize("place", [1, 2, 13, 14, -16, -1])
def test_a_value_with_a_changed_byte_does_not_open(ring: KeyRing, place: int) -> None:
    changed = bytearray(ring.seal(WORDS, PLACE))
    changed[place] ^= 1
    with pytest.raises(CannotOpen):
        ring.open(bytes(changed), PLACE)


def test_a_key_that_is_not_on_the_ring_is_missed_in_words(ring: KeyRing) -> None:
    sealed = KeyRing({"7": NEW}, INDEX).seal(WORDS, PLACE)
    with pytest.raises(CannotOpen, match=r"A value of people\.name does not open"):
        ring.open(sealed, PLACE)


def test_after_a_new_first_key_the_old_one_still_opens(ring: KeyRing) -> None:
    before = ring.seal(WORDS, PLACE)
    turned = KeyRing({"2": NEW, "1": OLD}, INDEX)
    assert turned.open(before, PLACE) == WORDS
    assert KeyRing({"2": NEW}, INDEX).open(turned.seal(WORDS, PLACE), PLACE) == WORDS


def test_a_name_copied_to_another_persons_row_does_not_open(context: Flask, cast: Cast) -> None:
    rosa, omar = (db.session.get_one(Person, one) for one in (cast.rosa, cast.omar))
    assert rosa.name == "Rosa"
    omar.name_sealed = rosa.name_sealed
    with pytest.raises(CannotOpen):
        _ = omar.name


def test_an_empty_text_is_kept_as_nothing(context: Flask, cast: Cast) -> None:
    rosa = db.session.get_one(Person, cast.rosa)
    rosa.pronouns = ""
    assert rosa.pronouns_sealed is None
    assert rosa.pronouns == ""


def test_a_text_is_never_sealed_to_nobody(context: Flask) -> None:
    with pytest.raises(TypeError, match="Set client_id before body"):
        Entry().body = WORDS


PLANTED = {
    "name": "Marisol Quetzal",
    "email": "marisol.quetzal@secret.example",
    "journal": "the heron by the frozen canal",
    "phone": "+1 555 017 8842",
    "note": "after the argument at the bakery",
}


@pytest.mark.skipif(bool(POSTGRES), reason="reads SQLite's own files")
def test_the_database_file_and_its_log_hold_none_of_a_persons_words(
    context: Flask, cast: Cast, database_url: str
) -> None:
    plant(cast)
    # Small writes stay in the log; the second look is at the file itself.
    assert_unreadable(Path(f"{database_url.removeprefix('sqlite:///')}-wal"))
    db.session.rollback()
    with db.engine.connect() as connection:
        plain = connection.connection.driver_connection
        assert plain
        was_busy, *_ = plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert not was_busy
    assert_unreadable(Path(database_url.removeprefix("sqlite:///")))


def test_no_column_of_any_table_holds_a_persons_words(context: Flask, cast: Cast) -> None:
    plant(cast)
    for table in db.metadata.sorted_tables:
        held = repr(db.session.execute(select(text("*")).select_from(table)).all())
        assert [words for words in PLANTED.values() if words in held] == [], table.name


def plant(cast: Cast) -> None:
    rosa = db.session.get_one(Person, cast.rosa)
    rosa.name, rosa.email, rosa.pronouns = PLANTED["name"], PLANTED["email"], "she/her/quetzal"
    owned = {"program_id": cast.program, "client_id": cast.rosa}
    entry = Entry(**owned, submission_id=new_id(), audience=Audience.ME, written_at=NOW)
    entry.body = PLANTED["journal"]
    contact = Contact(**owned, submission_id=new_id(), position=0, created_at=NOW)
    contact.name, contact.phone = PLANTED["name"], PLANTED["phone"]
    craving = Craving(**owned, submission_id=new_id(), occurred_at=NOW, received_at=NOW)
    craving.strength, craving.note = 7, PLANTED["note"]
    craving.skill_key = "in_the_clear"
    db.session.add_all([entry, contact, craving])
    db.session.commit()
    db.session.expire_all()
    assert db.session.get_one(Entry, entry.id).body == PLANTED["journal"]


def assert_unreadable(path: Path) -> None:
    held = path.read_bytes()
    assert b"in_the_clear" in held, "this file would not show the words in any case"
    assert [words for words in PLANTED.values() if words.encode() in held] == []
    assert b"quetzal" not in held.lower()


def test_a_lookup_key_does_not_give_the_email_away(context: Flask, cast: Cast) -> None:
    rosa = db.session.get_one(Person, cast.rosa)
    assert rosa.email_key
    other = KeyRing({"1": OLD}, b"x" * 32)
    assert other.fingerprint(f"email:{rosa.email}") != rosa.email_key
