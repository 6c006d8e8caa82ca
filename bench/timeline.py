"""How much page 200 of a long timeline costs beside page 1: ``python -m bench.timeline [entries] [address]``.

Makes one client with tens of thousands of entries in a database of its own (SQLite in a temporary folder, or
the empty database at the address), walks to page 200 as a reader would, and times both pages in turn. On the
way it says how long the file of everything takes and how much memory that needs.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from datetime import timedelta
from statistics import median
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient

from companion.accounts.models import Person
from companion.app import create_app
from companion.core import clock, schema
from companion.core.db import db, new_id
from companion.demo.rows import Rows
from companion.records.cravings.models import Craving
from companion.records.journal.models import Audience, Entry
from companion.records.messages.models import ThreadMessage
from companion.records.skills.models import Practice
from tests.cast import Cast, make_cast
from tests.conftest import settings_for
from tests.visitor import Visitor

PAGE_FAR = 200
TIMES = 15
OLDER = re.compile(r'href="([^"]+)">Older<')


def main() -> None:
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 40_000
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{folder}/bench.sqlite3"
        app = create_app(settings_for(url))
        with app.app_context():
            schema.upgrade()
            cast = make_cast()
            fill(cast, entries)
        report(app, cast, entries)


def fill(cast: Cast, entries: int) -> None:
    """Four kinds in turn, one every 20 minutes, back from now."""
    rosa, now, rows = db.session.get_one(Person, cast.rosa), clock.now(), Rows()
    for number in range(entries):
        at = now - timedelta(minutes=20 * (number + 1))
        kinds = [
            (Craving, {"occurred_at": at, "received_at": at, "strength": number % 11}, "note"),
            (Practice, {"practiced_at": at, "skill_key": "halt", "skill_version": 1}, "note"),
            (Entry, {"written_at": at, "shared_at": at, "audience": Audience.NOW}, "body"),
            (ThreadMessage, {"sent_at": at, "author_id": rosa.id}, "body"),
        ]
        model, values, text = kinds[number % len(kinds)]
        rows.add(model, rosa, {text: "a line of some length about the day"}, submission_id=uuid4(), **values)
    rows.insert_rest()
    db.session.commit()


def report(app: Flask, cast: Cast, entries: int) -> None:
    cora = Visitor(app, "cora@test.example").client
    first = f"/caseload/{cast.rosa}/timeline"
    far = walk(cora, first)
    pairs = [(timed(cora, first), timed(cora, far)) for _ in range(TIMES)]
    ones, others = zip(*pairs, strict=True)
    print(f"{entries} entries, median of {TIMES}")
    print(f"page 1: {median(ones):.1f} ms   page {PAGE_FAR}: {median(others):.1f} ms", end="   ")
    print(f"ratio {median(others) / median(ones):.2f}")
    seconds, megabytes, lines = file_of(cora, first)
    print(f"file: {lines} lines in {seconds:.1f} s, {megabytes:.1f} MB more memory at most")


def walk(reader: FlaskClient, address: str) -> str:
    """The address of page 200."""
    for _ in range(PAGE_FAR - 1):
        found = OLDER.search(reader.get(address).text)
        if found is None:
            raise SystemExit(f"There are fewer than {PAGE_FAR} pages: ask for more entries.")
        address = found[1].replace("&amp;", "&")
    return address


def timed(reader: FlaskClient, address: str) -> float:
    began = time.perf_counter()
    assert reader.get(address).status_code == 200
    return (time.perf_counter() - began) * 1000


def file_of(reader: FlaskClient, address: str) -> tuple[float, float, int]:
    """Seconds, megabytes and lines of the file with everything."""
    visitor_token = re.search(r'name="csrf_token" value="([^"]+)"', reader.get(f"{address}/exports/new").text)
    form = {"submission_id": str(new_id()), "kind": "", "reason": "to see how long it takes"}
    place = reader.post(f"{address}/exports", data={**form, "csrf_token": visitor_token[1]}).location  # type: ignore[index]  # it is there
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    answer = reader.get(f"{place}/file")
    lines = sum(part.count(b"\n") for part in answer.iter_encoded())
    seconds = time.perf_counter() - began
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    answer.close()
    return seconds, peak, lines


if __name__ == "__main__":
    main()
