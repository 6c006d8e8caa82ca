"""What a program's shelf holds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from companion.core.db import db
from companion.records.skills import editing, library, shelves
from companion.records.skills.models import SkillVersion
from companion.records.skills.shelves import shelf_of
from tests.cast import NOW, Cast
from tests.library.shelving import OWN_KEY, OWN_SLUG, ada, change, content, other_program, retire, shelf


def add(cast: Cast) -> None:
    editing.add(content(), submission=uuid4(), by=ada(cast), at=NOW)


def test_a_program_that_changed_nothing_has_what_comes_with_the_app(context: Flask, cast: Cast) -> None:
    assert shelf(cast).skills == shelf(cast).every == library.skills()
    assert shelf(cast).retired == frozenset()


def test_new_words_take_the_place_of_the_old_ones(context: Flask, cast: Cast) -> None:
    change(cast, "urge_surf")
    change(cast, "urge_surf", minutes=[1, 2])
    skill, came = shelf(cast).skill("urge_surf"), library.skill("urge_surf")
    assert skill and came
    assert (skill.version, skill.minutes, skill.tags) == (3, (1, 2), ("quiet", "no_sound"))
    assert skill.said_in("en").title == "Sit by a window"
    assert skill.said_in("es").steps == ("Busca una ventana.", "Mira una cosa lejana.")
    assert (skill.kind, skill.source, skill.slug) == (came.kind, came.source, came.slug)
    assert [one.key for one in shelf(cast).skills] == list(library.ORDER)


def test_an_own_skill_comes_before_waiting(context: Flask, cast: Cast) -> None:
    add(cast)
    keys = [one.key for one in shelf(cast).skills]
    assert keys == [*library.ORDER[:-1], OWN_KEY, library.WAITING]
    found = shelf(cast).skill_at(OWN_SLUG)
    assert found and (found.kind, found.version) == (library.OWN, 1)


def test_a_retired_skill_is_known_and_not_offered(context: Flask, cast: Cast) -> None:
    retire(cast, "halt")
    found = shelf(cast)
    assert "halt" not in [one.key for one in found.skills]
    assert found.skill("halt") is found.skill_at("halt") is None
    assert found.known("halt") == found.known_at("halt") == library.skill("halt")
    assert not found.has_words_of_program("halt")


def test_a_version_keeps_its_title(context: Flask, cast: Cast) -> None:
    change(cast, "urge_surf")
    change(cast, "urge_surf", en={**content()["en"], "title": "Float"})
    retire(cast, "urge_surf")
    found = shelf(cast)
    titles = [found.title_as("urge_surf", number, "en") for number in (1, 2, 3, None)]
    assert titles == ["Ride the wave", "Sit by a window", "Float", "Float"]
    assert found.title_as("urge_surf", 1, "es") == "Deja pasar la ola"
    assert found.title_now("urge_surf", 2, "en") == "Sit by a window"
    assert found.title_now("halt", 1, "en") == "HALT check"
    assert found.title_as("juggling", 1, "en") == "juggling"


def test_the_whole_skill_is_there_as_it_was(context: Flask, cast: Cast) -> None:
    change(cast, "urge_surf")
    first, second = (shelves.skill_as(cast.program, "urge_surf", number) for number in (1, 2))
    assert first == library.skill("urge_surf")
    assert second == shelf(cast).skill("urge_surf")
    assert shelves.skill_as(cast.program, "urge_surf", 99) == second


def test_another_programs_shelf_is_its_own(app: Flask, cast: Cast) -> None:
    other, _ = other_program(app)
    with app.app_context():
        add(cast)
        change(cast, "urge_surf")
        retire(cast, "halt")
        db.session.commit()
        assert shelf_of(other).every == library.skills()
        assert shelf_of(other).retired == frozenset()
        assert shelf_of(other).title_as("urge_surf", 2, "en") == "Ride the wave"
        assert shelves.skill_as(other, "urge_surf", 2) == library.skill("urge_surf")
        assert shelves.changes_of(other, "urge_surf") == []


def test_the_database_holds_one_change_a_number(context: Flask, cast: Cast) -> None:
    whose = {"program_id": cast.program, "made_by": cast.ada, "made_at": NOW, "skill_key": "halt"}
    db.session.add_all([SkillVersion(**whose, number=2) for _ in range(2)])
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


@pytest.fixture
def upgraded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A release in which two of the skills have better words."""
    shutil.copytree(library.CONTENT, tmp_path / "content")
    for key, title in (("urge_surf", "Ride the wave"), ("halt", "HALT check")):
        path = tmp_path / "content" / f"{key}.toml"
        earlier = tmp_path / "content" / "earlier" / f"{key}.1.toml"
        earlier.parent.mkdir(exist_ok=True)
        shutil.copy(path, earlier)
        better = path.read_text().replace("version = 1", "version = 2").replace(title, "Better")
        path.write_text(better)
    monkeypatch.setattr(library, "CONTENT", tmp_path / "content")
    for cached in (library.skills, library._content, library._earlier):
        cached.cache_clear()
    yield
    monkeypatch.undo()
    for cached in (library.skills, library._content, library._earlier):
        cached.cache_clear()


def test_an_upgrade_improves_what_the_program_did_not_rewrite(
    context: Flask, cast: Cast, request: pytest.FixtureRequest
) -> None:
    change(cast, "urge_surf")
    retire(cast, "halt")
    halt = shelf(cast).known("halt")
    assert halt
    editing.bring_back(halt, by=ada(cast), at=NOW)
    request.getfixturevalue("upgraded")
    found = shelf(cast)
    assert found.title_now("urge_surf", 2, "en") == "Sit by a window"
    improved = found.skill("halt")
    assert improved and (improved.said_in("en").title, improved.version) == ("Better", 2)
    assert [found.title_as(key, 1, "en") for key in ("urge_surf", "halt")] == ["Ride the wave", "HALT check"]
    assert found.title_as("halt", 2, "en") == "Better"
    old = shelves.skill_as(cast.program, "halt", 1)
    assert old and old.said_in("en").title == "HALT check"
    change(cast, "halt")
    rewritten = shelf(cast).skill("halt")
    assert rewritten and rewritten.version == 4
