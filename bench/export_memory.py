"""Whether an export of ten times as many entries needs more memory. ``python -m bench.export_memory``.

The peak is what Python holds while the archive is made and thrown away, in one run on one machine.
"""

from __future__ import annotations

import tempfile
import time
import tracemalloc
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import insert

from companion.accounts.models import Person
from companion.accounts.rules import Role
from companion.app import create_app
from companion.core import clock, schema
from companion.core.db import db, new_id, reading
from companion.core.sealed import sealed_value
from companion.core.settings import Settings
from companion.overviews.export import files
from companion.programs import actions as programs
from companion.records.cravings.models import Craving

SIZES = (10_000, 100_000)
NOTE = "A long walk by the river, then a call. " * 3


def fill(size: int) -> Person:
    now = clock.now()
    program = programs.create_program(name="Bench", zone="America/New_York", language="en", at=now)
    client = Person(program_id=program.id, role=Role.CLIENT, language="en", zone=program.zone, created_at=now)
    client.name = "Nobody"
    db.session.add(client)
    db.session.flush()
    whose = {"program_id": program.id, "client_id": client.id}
    rows = [
        {
            **whose,
            "id": new_id(),
            "submission_id": new_id(),
            "occurred_at": now - timedelta(minutes=number),
            "received_at": now,
            "strength": number % 11,
            "note_sealed": sealed_value(Craving, "note", client.id, NOTE),
        }
        for number in range(size)
    ]
    db.session.execute(insert(Craving), rows)
    db.session.commit()
    return client


def measure(app: Flask, size: int) -> tuple[float, float, float]:
    """Peak in MiB, seconds, and MiB of the archive."""
    with app.test_request_context():
        client = fill(size)
        db.session.refresh(client)
        tracemalloc.start()
        began, sent = time.perf_counter(), 0
        for part in reading(files.zipped(client, clock.now())):
            sent += len(part)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak / 2**20, time.perf_counter() - began, sent / 2**20


def main() -> None:
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            keys = {"data_keys": {"1": b"k" * 32}, "index_key": b"i" * 32}
            url = f"sqlite:///{Path(folder)}/bench.sqlite3"
            app = create_app(Settings(secret_keys=("s" * 32,), database_url=url, **keys))
            with app.app_context():
                schema.upgrade()
            peak, seconds, sent = measure(app, size)
            print(f"{size:>7} entries: peak {peak:.1f} MiB, archive {sent:.1f} MiB, {seconds:.0f} s")


if __name__ == "__main__":
    main()
