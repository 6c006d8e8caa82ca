"""A copy of the whole record: all of the client's, nothing of anybody else's, and in again as it was."""

from __future__ import annotations

import io
import json
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from sqlalchemy import select, update

from companion.accounts.models import Person, SignInSession
from companion.app import create_app
from companion.audit import checking, trail
from companion.audit.models import Event
from companion.core import schema
from companion.core.db import Base, db
from companion.core.stop import Stop
from companion.overviews.export import bringing, files, schemas
from companion.overviews.export.kinds import KINDS
from companion.overviews.export.left_out import LEFT_OUT
from companion.records.cravings.models import Craving
from companion.records.days.models import Use
from companion.records.enquiries.models import Enquiry
from companion.records.journal.models import Entry
from companion.records.messages.models import ThreadMessage
from companion.records.plan.models import PlanComment
from tests.cast import NOW, PASSWORD, Cast
from tests.conftest import settings_for
from tests.house.world import CANARY, make_world
from tests.visitor import Visitor


@pytest.fixture
def whole(app: Flask, cast: Cast) -> None:
    with app.app_context():
        make_world(cast)
        rosa, cora = (db.session.get_one(Person, one) for one in (cast.rosa, cast.cora))
        trail.disclose(client=rosa, recipient=cora, at=NOW, what="counselor.plan.index", purpose="treatment")
        entry = db.session.scalars(select(Entry).where(Entry.client_id == rosa.id)).first()
        trail.keep_version(entry, ["body"], by_id=rosa.id, at=NOW)
        db.session.execute(update(Enquiry).values(client_id=rosa.id))
        db.session.commit()


def record_of(app: Flask, person_id: Any) -> dict[str, Any]:
    with app.test_request_context():
        found = files.record(db.session.get_one(Person, person_id), NOW)
        return dict(json.loads("".join(found)))


def taken(rosa: Visitor) -> zipfile.ZipFile:
    answer = rosa.post("/export", password=PASSWORD)
    assert answer.status_code == 200 and answer.mimetype == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.data))


def test_each_table_of_a_client_is_in_it_or_left_out_for_a_reason() -> None:
    tables = {table.name for table in Base.metadata.sorted_tables if "client_id" in table.columns}
    exported = {kind.model.__tablename__ for kind in KINDS}
    assert tables <= exported | set(LEFT_OUT), tables - exported - set(LEFT_OUT)
    assert not exported & set(LEFT_OUT)


@pytest.mark.usefixtures("whole")
def test_all_of_the_world_is_in_it(app: Flask, cast: Cast) -> None:
    found = record_of(app, cast.rosa)["records"]
    empty = {name for name, rows in found.items() if not rows}
    assert not empty, "the world has none of these"


@pytest.mark.usefixtures("whole")
def test_it_is_as_its_schema_says(app: Flask, cast: Cast) -> None:
    Draft202012Validator.check_schema(schemas.schema())
    Draft202012Validator(schemas.schema()).validate(record_of(app, cast.rosa))


@pytest.mark.usefixtures("whole")
def test_nobody_elses_record_is_in_it(app: Flask, cast: Cast) -> None:
    said = json.dumps(record_of(app, cast.omar))
    assert CANARY not in said and str(cast.rosa) not in said


@pytest.mark.usefixtures("whole")
def test_counseling_notes_and_secrets_are_not_in_it(app: Flask, cast: Cast) -> None:
    with app.app_context():
        for table in ("counseling_notes", "session_preps"):
            sealed = Base.metadata.tables[table]
            assert db.session.execute(select(sealed)).first() is not None, "or this says nothing"
    said = json.dumps(record_of(app, cast.rosa))
    for word in ("hash", "token", "password", "secret"):
        assert f'{word}"' not in said


@pytest.mark.usefixtures("whole")
def test_brought_into_an_empty_installation_it_is_taken_out_the_same(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    before = record_of(app, cast.rosa)
    other = create_app(settings_for(f"sqlite:///{tmp_path}/other.sqlite3"))
    with other.app_context():
        schema.upgrade()
        bringing.bring_in(before, at=NOW)
        db.session.commit()
        assert {one.kind: one.number for one in checking.check()}["disclosures"] > 0
    assert record_of(other, cast.rosa) == before


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("broken", ["format", "client", "people", "records", ""])
def test_a_broken_file_brings_in_nothing(app: Flask, cast: Cast, tmp_path: Path, broken: str) -> None:
    content = record_of(app, cast.rosa)
    content[broken] = {} if broken != "people" else [{"id": "nobody"}]
    content = content if broken else [content]  # type: ignore[assignment]
    other = create_app(settings_for(f"sqlite:///{tmp_path}/other.sqlite3"))
    with other.app_context():
        schema.upgrade()
        with pytest.raises(Stop):
            bringing.bring_in(content, at=NOW)
        db.session.commit()
        assert db.session.scalars(select(Person.id)).first() is None


@pytest.mark.usefixtures("whole")
def test_it_does_not_come_beside_others(app: Flask, cast: Cast) -> None:
    content = record_of(app, cast.rosa)
    with app.app_context(), pytest.raises(Stop, match="empty installation"):
        bringing.bring_in(content, at=NOW)


@pytest.mark.usefixtures("whole")
def test_the_file_holds_each_form_of_it_and_the_notice(app: Flask, rosa: Visitor) -> None:
    archive = taken(rosa)
    assert archive.testzip() is None
    names = set(archive.namelist())
    assert {"README.txt", "record.html", "record.json", "schema.json", "fhir.json"} <= names
    assert {f"csv/{kind.name}.csv" for kind in KINDS} <= names
    for name in ("README.txt", "record.html", "record.json", "fhir.json"):
        assert "42 CFR part 2" in archive.read(name).decode(), name
    assert CANARY in archive.read("csv/journal.csv").decode()
    page = archive.read("record.html").decode()
    assert CANARY in page and "<script" not in page and "http" not in page
    HTMLParser().feed(page)


@pytest.mark.usefixtures("whole")
def test_the_password_is_asked_for_first_and_it_is_noted(app: Flask, rosa: Visitor, cast: Cast) -> None:
    with app.app_context():
        db.session.execute(update(SignInSession).values(confirmed_at=None))
        db.session.commit()
    answer = rosa.post("/export")
    assert "Your password again" in answer.text and CANARY not in answer.text
    taken(rosa)
    with app.app_context():
        noted = db.session.scalars(select(Event).where(Event.action == "record:taken-out")).one()
        assert noted.by_id == noted.client_id == cast.rosa


@pytest.mark.parametrize("who", ["ben", "cora", "ada"])
def test_only_the_client_takes_it(request: pytest.FixtureRequest, who: str) -> None:
    visitor: Visitor = request.getfixturevalue(who)
    assert visitor.get("/export").status_code == visitor.post("/export").status_code == 404


@pytest.mark.usefixtures("whole")
def test_what_was_taken_back_is_not_so_any_more(app: Flask, cast: Cast, rosa: Visitor) -> None:
    """Staff's own is gone; the client's stays in their JSON, but is told to no other clinic."""
    with app.app_context():
        db.session.execute(update(PlanComment).values(removed_at=NOW, author_id=cast.cora))
        db.session.execute(update(ThreadMessage).values(taken_back_at=NOW, author_id=cast.cora))
        db.session.execute(update(Craving).values(removed_at=NOW))
        db.session.execute(update(Use).values(removed_at=NOW))
        db.session.commit()
    found = record_of(app, cast.rosa)["records"]
    assert found["plan_comments"] == found["messages"] == []
    assert found["cravings"] and found["uses"]
    told = json.loads(taken(rosa).read("fhir.json"))["entry"]
    codes = [one["resource"].get("code", {}).get("coding", [{}])[0].get("code") for one in told]
    assert "craving" not in codes and "use" not in codes


@pytest.mark.usefixtures("whole")
def test_what_the_app_does_not_show_is_not_in_it(app: Flask, cast: Cast) -> None:
    found = record_of(app, cast.rosa)["records"]
    assert "finding" not in found["emergencies"][0] and "ended_by" not in found["supporters"][0]
    assert "end_note" not in found["enrolments"][0] and "held_because" not in found["requests_for_help"][0]
