"""A new key seals everything again while people work; a lost or wrong one is said at start."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from companion.accounts.models import Person
from companion.core import keys
from companion.core.db import db
from companion.core.keys import WrongKeys
from companion.core.models import KeyMark
from companion.core.sealed import CannotOpen, KeyRing
from tests.cast import NOW, Cast
from tests.command import coded, companion
from tests.conftest import POSTGRES
from tests.house.test_migrations import fill_the_rest
from tests.house.world import CANARY, make_world

OLD, NEW, INDEX = b"k" * 32, b"n" * 32, b"i" * 32


@pytest.fixture
def world(context: Flask, cast: Cast) -> Iterator[Flask]:
    """A database with something in every sealed column; the ring is put back afterwards."""
    make_world(cast)
    fill_the_rest(cast)
    fill_what_is_empty()
    db.session.commit()
    before = context.extensions["key_ring"]
    yield context
    context.extensions["key_ring"] = before


def fill_what_is_empty() -> None:
    """Words in the sealed columns that nobody of the world wrote in."""
    for place in keys.places():
        row = db.session.execute(select(place.key, place.owner, place.sealed)).first()
        assert row, place
        if row[2] is None:
            words = keys.ring().seal(f"{CANARY} in {place.sealed}", place.bound_to(row[1]))
            db.session.execute(update(place.table).where(place.key == row[0]).values({place.sealed: words}))


def use(app: Flask, ring: dict[str, bytes], index: bytes = INDEX) -> None:
    app.extensions["key_ring"] = KeyRing(ring, index)
    db.session.rollback()
    db.session.expunge_all()


def opened() -> dict[str, list[str]]:
    """What every sealed value says, by its column."""
    found = {}
    for place in keys.places():
        rows = db.session.execute(
            select(place.owner, place.sealed).where(place.sealed.is_not(None)).order_by(place.key)
        )
        ring = keys.ring()
        found[str(place.sealed)] = [ring.open(sealed, place.bound_to(owner)) for owner, sealed in rows]
    return found


def sealed_with() -> set[int]:
    """The numbers of all keys that are in use."""
    heads = set()
    for place in keys.places():
        chosen = select(func.substr(place.sealed, 1, 2)).where(place.sealed.is_not(None)).distinct()
        heads |= {bytes(head)[1] for head in db.session.scalars(chosen)}
    return heads


def test_every_sealed_column_is_known_and_has_something_in_it(world: Flask) -> None:
    named = {
        f"{table.name}.{one.name}"
        for table in db.metadata.sorted_tables
        for one in table.columns
        if one.name.endswith("_sealed")
    }
    assert {str(place.sealed) for place in keys.places()} == named
    assert [name for name, texts in opened().items() if not texts] == []
    assert [place.table.name for place in keys.places() if len(place.table.primary_key.columns) != 1] == []


def test_all_is_sealed_again_says_the_same_and_opens_without_the_old_key(world: Flask) -> None:
    before = opened()
    use(world, {"2": NEW, "1": OLD})
    keys.refuse_wrong()
    counted = keys.rotate()
    assert counted == sum(len(texts) for texts in before.values())
    use(world, {"2": NEW})
    assert sealed_with() == {2}
    assert opened() == before
    keys.refuse_wrong()
    assert keys.rotate() == 0


def test_it_goes_on_where_it_was_stopped(world: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    before = opened()
    use(world, {"2": NEW, "1": OLD})
    monkeypatch.setattr(keys, "PAGE", 1)
    all_of_them = list(keys.places())
    monkeypatch.setattr(keys, "places", lambda: iter(all_of_them[:3]))
    first = keys.rotate()
    monkeypatch.undo()
    assert first and sealed_with() == {1, 2}
    assert first + keys.rotate() == sum(len(texts) for texts in before.values())
    assert opened() == before


def test_what_somebody_writes_meanwhile_stays(
    world: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(world, {"2": NEW, "1": OLD})
    seal, person = KeyRing.seal, db.session.get_one(Person, cast.omar)

    def slowly(ring: KeyRing, text: str, bound_to: str) -> bytes:
        """Between the look and the writing, Omar changes his name."""
        if bound_to == f"people.name:{cast.omar.hex}" and text == "Omar":
            changed = seal(ring, "Omar N.", bound_to)
            db.session.execute(update(Person).where(Person.id == cast.omar).values(name_sealed=changed))
        return seal(ring, text, bound_to)

    monkeypatch.setattr(KeyRing, "seal", slowly)
    keys.rotate()
    db.session.refresh(person)
    assert person.name == "Omar N."


def test_a_process_with_the_old_settings_is_noticed(
    world: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(world, {"2": NEW, "1": OLD})
    old, rotate_one = KeyRing({"1": OLD}, INDEX), keys._rotate

    def and_somebody_writes(place: keys.Place) -> int:
        counted = rotate_one(place)
        if str(place.sealed) == "people.name_sealed":
            late = old.seal("Omar N.", place.bound_to(cast.omar))
            db.session.execute(update(Person).where(Person.id == cast.omar).values(name_sealed=late))
        return counted

    monkeypatch.setattr(keys, "_rotate", and_somebody_writes)
    with pytest.raises(WrongKeys, match="still writes with an older key"):
        keys.rotate()
    monkeypatch.undo()
    assert keys.rotate() == 1


def test_a_value_that_no_key_opens_stops_it_and_stays(world: Flask, cast: Cast) -> None:
    db.session.execute(
        update(Person).where(Person.id == cast.omar).values(name_sealed=b"\x01\x01" + b"x" * 40)
    )
    db.session.commit()
    use(world, {"2": NEW, "1": OLD})
    with pytest.raises(CannotOpen, match=r"people\.name"):
        keys.rotate()


WRONG = {
    "lost": ({"2": NEW}, INDEX, "Key 1 of COMPANION_DATA_KEYS is missing"),
    "another": ({"1": NEW}, INDEX, "Key 1 of COMPANION_DATA_KEYS is missing, or not the one"),
    "index": ({"1": OLD}, NEW, "COMPANION_INDEX_KEY is not the key"),
}


@pytest.mark.parametrize("how", WRONG)
def test_a_wrong_key_is_one_sentence_at_start(world: Flask, how: str) -> None:
    keys.refuse_wrong()
    ring, index, said = WRONG[how]
    use(world, ring, index)
    with pytest.raises(WrongKeys, match=said):
        keys.refuse_wrong()


def test_a_database_from_before_there_were_marks_is_looked_at_itself(world: Flask) -> None:
    use(world, {"1": NEW})
    with pytest.raises(CannotOpen):
        keys.refuse_wrong()
    db.session.rollback()
    assert db.session.scalars(select(KeyMark)).all() == []


def test_the_command_says_it_and_ends_with_2(world: Flask, database_url: str, tmp_path: Path) -> None:
    keys.refuse_wrong()

    def run(*command: str, **ring: bytes) -> subprocess.CompletedProcess[str]:
        listed = ",".join(f"{name[1:]}:{coded(key)}" for name, key in ring.items())
        return companion(*command, database_url=database_url, folder=tmp_path, data_keys=listed)

    for command in ("check-config", "serve", "work", "rotate-keys"):
        refused = run(command, _1=NEW)
        assert refused.returncode == 2 and "Key 1 of COMPANION_DATA_KEYS" in refused.stderr, command
        assert "Traceback" not in refused.stderr
    done = run("rotate-keys", _2=NEW, _1=OLD)
    assert done.returncode == 0 and "sealed with key 2 now" in done.stdout
    assert run("check-config", _2=NEW).returncode == 0
    use(world, {"2": NEW})
    assert sealed_with() == {2}


@pytest.mark.skipif(bool(POSTGRES), reason="reads SQLite's own files")
def test_no_file_of_the_database_holds_a_word_that_anybody_wrote(world: Flask, database_url: str) -> None:
    written = {text for texts in opened().values() for text in texts if len(text) > 12}
    assert CANARY in written and len(written) > 20
    db.session.commit()
    file = Path(database_url.removeprefix("sqlite:///"))
    found = file.read_bytes() + file.with_name(f"{file.name}-wal").read_bytes()
    assert b"seven-quiet" not in found and NOW.strftime("%Y-%m-%d").encode() in found
    assert [text for text in written if text.encode() in found] == []
