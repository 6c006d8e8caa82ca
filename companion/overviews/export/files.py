"""The files of an export, written while they are sent: however much there is, no more than a page is held."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from companion.access import notice
from companion.accounts.models import Person
from companion.core.sheets import BYTE_ORDER_MARK, written
from companion.core.words import _
from companion.overviews.export import bundle, paper, rows, schemas
from companion.overviews.export.kinds import KINDS, Kind
from companion.overviews.export.rows import Said
from companion.programs import queries as programs

# What is sent at a time, in bytes.
PART = 16_384
NOTICE = "\n\n".join((notice.STATEMENT, *notice.UNLESS, notice.GENERAL))


class _Pipe(io.RawIOBase):
    """Where the archive writes to, and what was written since it was last asked."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.waiting += data
        return len(data)

    def take(self) -> bytes:
        found = bytes(self.waiting)
        self.waiting.clear()
        return found


def zipped(client: Person, at: datetime) -> Iterator[bytes]:
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, parts in files_of(client, at):
            with archive.open(_entry(name, at), "w", force_zip64=True) as file:
                for part in parts:
                    file.write(part.encode())
                    if len(pipe.waiting) >= PART:
                        yield pipe.take()
    yield pipe.take()


def files_of(client: Person, at: datetime) -> Iterator[tuple[str, Iterator[str]]]:
    """Name and text of each. The names say nothing of what is in them."""
    yield "README.txt", iter([_about()])
    yield "record.html", paper.parts_of(client, at)
    yield "record.json", record(client, at)
    yield "schema.json", iter([json.dumps(schemas.schema(), indent=1)])
    yield "fhir.json", bundle.parts_of(client, at)
    for kind in KINDS:
        yield f"csv/{kind.name}.csv", sheet(kind, client)


def record(client: Person, at: datetime) -> Iterator[str]:
    """The whole record, as ``schemas.schema`` describes it."""
    head = {
        "format": schemas.FORMAT,
        "version": schemas.VERSION,
        "made_at": at.isoformat(),
        "notice": NOTICE,
        **about(client),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "records": {'
    for number, kind in enumerate(KINDS):
        yield (", " if number else "") + f'"{kind.name}": ['
        yield from listed(
            json.dumps(row, ensure_ascii=False) for page in rows.pages_of(kind, client) for row in page
        )
        yield "]"
    yield "}}"


def listed(written_rows: Iterator[str]) -> Iterator[str]:
    comma = ""
    for row in written_rows:
        yield f"{comma}\n{row}"
        comma = ","


def about(client: Person) -> Said:
    """Whose record it is, of which program, and whom its rows name."""
    program = programs.program(client.program_id)
    own = ("name", "pronouns", "email", "language", "zone")
    return {
        "program": {
            "id": str(program.id),
            "name": program.name,
            "zone": program.zone,
            "language": program.language,
        },
        "client": {
            "id": str(client.id),
            **{name: getattr(client, name) for name in own},
            "since": client.created_at.isoformat(),
        },
        "people": rows.people_of(client),
    }


def sheet(kind: Kind, client: Person) -> Iterator[str]:
    """One kind for a spreadsheet: no cell of it can run."""
    yield BYTE_ORDER_MARK + written([list(rows.fields_of(kind))])
    for page in rows.pages_of(kind, client):
        yield written([[_cell(value) for value in row.values()] for row in page])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list, bool)) else str(value)


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _about() -> str:
    words = [
        _("This is a copy of all that is kept about you here."),
        _("record.html: to read and to print. Open it with any browser."),
        _("csv: one table for each kind of thing, for a spreadsheet."),
        _("record.json: everything, for another program. schema.json says what is in it."),
        _("fhir.json: for the computers of other clinics (FHIR R4)."),
        _(
            "Not in it: the counseling notes that your counselor keeps apart, working notes of the staff, "
            "and what belongs to other people."
        ),
        _("Keep it only where nobody else can open it."),
    ]
    return "\n\n".join([*words, NOTICE]) + "\n"
