"""khal takes the file in, and vdirsyncer subscribes to the address: two programs of other people."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.records.schedule.models import Appointment
from tests.calendar.conftest import Run
from tests.calendar.feeds import make_feed, plan_across_the_clock_change
from tests.cast import NOW, ZONE, Cast
from tests.schedule.plans import book
from tests.visitor import Visitor


@pytest.fixture
def path(app: Flask, cast: Cast, rosa: Visitor) -> str:
    with app.app_context():
        plan_across_the_clock_change(cast)
        book(cast, NOW + timedelta(days=2))
        db.session.commit()
    return make_feed(rosa)


def khal_settings(tmp_path: Path, folder: Path) -> str:
    settings = tmp_path / "khal.conf"
    settings.write_text(
        f"[calendars]\n[[mine]]\npath = {folder}\ntype = calendar\n"
        f"[locale]\nlocal_timezone = {ZONE}\ndefault_timezone = {ZONE}\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n"
    )
    return str(settings)


def listed(run: Run, settings: str, first: str, last: str) -> list[str]:
    words = ("list", "--format", "{start} {end-time} {title}", "--day-format", "", first, last)
    return run("khal", "-c", settings, *words).stdout.split("\n")[:-1]


def test_khal_imports_a_file_and_keeps_the_hours(
    tmp_path: Path, run: Run, anyone: Visitor, path: str
) -> None:
    folder, file = tmp_path / "vdir", tmp_path / "calendar.ics"
    folder.mkdir()
    file.write_bytes(anyone.get(path).data)
    settings = khal_settings(tmp_path, folder)
    run("khal", "-c", settings, "import", "--batch", "-a", "mine", str(file))
    found = listed(run, settings, "2026-10-25", "2026-11-21")
    assert found == [
        "2026-10-26 18:00 21:00 Appointment",
        "2026-11-02 18:00 21:00 Appointment",
        "2026-11-09 18:00 21:00 Appointment",
        "2026-11-16 18:00 21:00 Appointment",
        "2026-11-20 17:00 18:00 Appointment",
    ]


def test_vdirsyncer_subscribes_follows_a_change_and_ends_with_the_address(
    tmp_path: Path, run: Run, app: Flask, rosa: Visitor, served: str, path: str
) -> None:
    folder, sync = tmp_path / "vdir", ("-c", vdirsyncer_settings(tmp_path, served + path), "sync")
    run("vdirsyncer", *sync[:2], "discover", "mine")
    run("vdirsyncer", *sync)
    assert len(list(folder.glob("*.ics"))) == 13
    assert listed(run, khal_settings(tmp_path, folder), "2026-11-20", "2026-11-21") == [
        "2026-11-20 17:00 18:00 Appointment"
    ]
    with app.app_context():
        own = db.session.scalars(select(Appointment).where(Appointment.client_id.is_not(None))).one()
        own.cancelled_at = own.changed_at = NOW
        own.sequence += 1
        db.session.commit()
    run("vdirsyncer", *sync)
    files = [file.read_text() for file in folder.glob("*.ics")]
    assert len(files) == 13
    assert sum("STATUS:CANCELLED" in text and "SEQUENCE:1" in text for text in files) == 1
    rosa.post("/schedule/calendar/end")
    assert "NOT FOUND" in run("vdirsyncer", *sync, succeeds=False).stderr


def vdirsyncer_settings(tmp_path: Path, address: str) -> str:
    settings = tmp_path / "vdirsyncer.conf"
    settings.write_text(
        f'[general]\nstatus_path = "{tmp_path}/status/"\n'
        '[pair mine]\na = "far"\nb = "near"\ncollections = null\n'
        f'[storage far]\ntype = "http"\nurl = "{address}"\n'
        f'[storage near]\ntype = "filesystem"\npath = "{tmp_path}/vdir/"\nfileext = ".ics"\n'
    )
    (tmp_path / "vdir").mkdir()
    return str(settings)
