"""Adding, changing, retiring and bringing back, and the trail that each leaves."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from companion.audit.models import Event
from companion.core.db import db
from companion.records.skills import editing, library
from companion.records.skills.editing import AlwaysOffered, ChangedMeanwhile
from companion.records.skills.library import Skill
from tests.cast import NOW, Cast
from tests.library.shelving import OWN_KEY, ada, change, content, retire, shelf, versions


def known(cast: Cast, key: str) -> Skill:
    skill = shelf(cast).known(key)
    assert skill
    return skill


def events() -> list[tuple[str, Any]]:
    db.session.commit()
    found = db.session.scalars(select(Event).where(Event.action.like("library:%")).order_by(Event.id))
    return [(event.action, event.facts) for event in found]


def test_each_change_says_who_did_it_and_when(context: Flask, cast: Cast) -> None:
    added = editing.add(content(), submission=uuid4(), by=ada(cast), at=NOW)
    change(cast, "halt")
    retire(cast, "halt")
    editing.bring_back(known(cast, "halt"), by=ada(cast), at=NOW)
    assert (added.made_by, added.made_at) == (cast.ada, NOW)
    assert [(action, facts["skill"], facts["number"]) for action, facts in events()] == [
        ("library:added", OWN_KEY, 1),
        ("library:changed", "halt", 2),
        ("library:retired", "halt", 3),
        ("library:brought-back", "halt", 4),
    ]
    added_, changed, retired, brought_back = (facts for _action, facts in events())
    assert added_["after"]["title_en"] == content()["en"]["title"]
    assert changed["before"].keys() == changed["after"].keys() and changed["before"] != changed["after"]
    assert retired["before"] == brought_back["after"] != {}
    assert shelf(cast).skill("halt") == known(cast, "halt")


def test_the_same_form_adds_one_skill_and_another_form_with_its_title_a_second(
    context: Flask, cast: Cast
) -> None:
    sent = uuid4()
    for submission in (sent, sent, uuid4()):
        editing.add(content(), submission=submission, by=ada(cast), at=NOW)
    assert versions() == [(OWN_KEY, 1, True, False), (f"{OWN_KEY}_2", 1, True, False)]


def test_the_same_form_or_the_same_words_change_a_skill_once(context: Flask, cast: Cast) -> None:
    for made_from in (1, 1, 2):
        editing.change(known(cast, "halt"), content(), made_from=made_from, by=ada(cast), at=NOW)
    assert versions() == [("halt", 2, True, False)]


def test_saving_the_words_that_came_with_the_app_is_no_change(context: Flask, cast: Cast) -> None:
    skill = known(cast, "halt")
    words = {
        language: {**vars(skill.said_in(language)), "steps": list(skill.said_in(language).steps)}
        for language in ("en", "es")
    }
    same = {"minutes": list(skill.minutes), "tags": list(skill.tags), **words}
    editing.change(skill, same, made_from=1, by=ada(cast), at=NOW)
    assert versions() == []


def test_words_written_over_somebody_elses_are_refused(context: Flask, cast: Cast) -> None:
    change(cast, "halt")
    with pytest.raises(ChangedMeanwhile):
        editing.change(
            known(cast, "halt"),
            content(minutes=[1, 1]),
            made_from=1,
            by=ada(cast),
            at=NOW,
        )
    assert versions() == [("halt", 2, True, False)]


def test_retiring_twice_is_once_and_so_is_bringing_back(context: Flask, cast: Cast) -> None:
    for _ in range(2):
        retire(cast, "halt")
    assert versions() == [("halt", 2, False, True)]
    for _ in range(2):
        editing.bring_back(known(cast, "halt"), by=ada(cast), at=NOW)
    assert versions() == [("halt", 2, False, True), ("halt", 3, False, False)]


def test_new_words_do_not_bring_a_retired_skill_back(context: Flask, cast: Cast) -> None:
    retire(cast, "halt")
    change(cast, "halt")
    assert shelf(cast).skill("halt") is None
    assert known(cast, "halt").said_in("en").title == "Sit by a window"


def test_what_others_lead_to_is_never_retired(context: Flask, cast: Cast) -> None:
    for key in library.ALWAYS_OFFERED:
        with pytest.raises(AlwaysOffered):
            retire(cast, key)


def test_waiting_can_be_changed_and_not_retired(context: Flask, cast: Cast) -> None:
    change(cast, library.WAITING)
    with pytest.raises(AlwaysOffered):
        retire(cast, library.WAITING)
    found = shelf(cast).skills[-1]
    assert (found.key, found.said_in("en").title) == (library.WAITING, "Sit by a window")
