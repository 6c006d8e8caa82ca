"""A roster file: one client a row, as spreadsheets save them."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from companion.overviews.importing.reading import Broken, Problem, one_line
from companion.records.contacts.rules import is_phone

MOST_ROWS = 500
NAME_MOST = 80
EMAIL = re.compile(r"[^@\s]{1,180}@[^@\s]{1,73}")
SHOWN = 60
# What each column may be called, in small letters, without accents and signs.
COLUMNS = {
    "name": "name|name used|name they use|used name|preferred name|client|client name|nombre|nombre que usa"
    "|nombre preferido|cliente",
    "contact": "email or phone|phone or email|contact|correo o telefono|telefono o correo|contacto",
    "email": "email|e mail|email address|mail|correo|correo electronico",
    "phone": "phone|phone number|telephone|cell|cell phone|mobile|telefono|celular|numero de telefono",
    "track": "track|program track|group|grupo|turno|programa|horario|horario del programa",
    "start": "start|start date|starts|first day|started on|inicio|fecha de inicio|primer dia|empieza",
    "end": "planned end|planned end date|end|end date|ends|last day|planned last day|fin|fin previsto"
    "|fin planeado|fecha de fin|ultimo dia|termina",
    "counselor": "counselor|counsellor|counselor email|therapist|clinician|consejero|consejera|consejeria"
    "|terapeuta",
}
NEEDED = ("name", "track", "start", "end", "counselor")
CONTACTS = ("contact", "email", "phone")


@dataclass(frozen=True)
class Row:
    line: int
    name: str
    email: str
    phone: str
    track: str
    started_on: date
    planned_end_on: date
    counselor: str


def read(text: str) -> list[Row]:
    """Raises ``Broken``."""
    rows = cells_of(text)
    line, header = next(rows, (1, []))
    columns = _columns(header, line)
    found = [_row(cells, number, columns, len(header)) for number, cells in rows]
    if not found:
        raise Broken(Problem.NO_ROWS, line)
    if len(found) > MOST_ROWS:
        raise Broken(Problem.TOO_MANY_ROWS, found[MOST_ROWS].line)
    return found


def folded(said: str) -> str:
    """Small letters without accents or signs, to find the same word again."""
    plain = unicodedata.normalize("NFKD", said).casefold()
    return " ".join(
        re.sub(r"[^\w\s]|_", " ", "".join(c for c in plain if not unicodedata.combining(c))).split()
    )


def cells_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that have something in them, each with the line on which it begins."""
    lines = [f"{line}\n" for line in text.split("\n")]
    told = re.fullmatch("sep=([,;\t])", lines[0].strip("\n"))
    if told:
        lines[0] = "\n"
    names = next((line for line in lines if line.strip()), "")
    sign = told[1] if told else max(",;\t", key=names.count)
    reader = csv.reader(lines, delimiter=sign, strict=True)
    begins = 1
    try:
        for cells in reader:
            cleaned = [one_line(cell) for cell in cells]
            if any(cleaned):
                yield begins, cleaned
            begins = reader.line_num + 1
    except csv.Error:
        raise Broken(Problem.BAD_QUOTES, begins) from None


def _columns(header: list[str], line: int) -> dict[str, int]:
    names = {said: name for name, known in COLUMNS.items() for said in known.split("|")}
    found: dict[str, int] = {}
    for place, said in enumerate(header):
        name = names.get(folded(said))
        if name in found:
            raise Broken(Problem.COLUMN_TWICE, line, text=said[:SHOWN])
        if name:
            found[name] = place
    missing = [name for name in NEEDED if name not in found]
    if not any(name in found for name in CONTACTS):
        missing.append("contact")
    if missing:
        raise Broken(Problem.NO_COLUMN, line, column=missing[0])
    return found


def _row(cells: list[str], line: int, columns: dict[str, int], width: int) -> Row:
    if any(cells[width:]):
        raise Broken(Problem.TOO_MANY_CELLS, line)
    said = {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}
    email, phone = _contact(said, line)
    return Row(
        line=line,
        name=_name(said["name"], line),
        email=email,
        phone=phone,
        track=said["track"],
        started_on=_date(said["start"], line),
        planned_end_on=_date(said["end"], line),
        counselor=said["counselor"],
    )


def _name(said: str, line: int) -> str:
    if not said:
        raise Broken(Problem.NO_NAME, line)
    if len(said) > NAME_MOST:
        raise Broken(Problem.NAME_TOO_LONG, line, text=said[:SHOWN])
    return said


def _contact(said: dict[str, str], line: int) -> tuple[str, str]:
    """Email and phone; a column for either holds whichever it looks like."""
    either = said.get("contact", "")
    email = said.get("email") or (either if "@" in either else "")
    phone = said.get("phone") or (either if "@" not in either else "")
    if not email and not phone:
        raise Broken(Problem.NO_CONTACT, line)
    if email and not EMAIL.fullmatch(email):
        raise Broken(Problem.BAD_EMAIL, line, text=email[:SHOWN])
    if phone and not is_phone(phone):
        raise Broken(Problem.BAD_PHONE, line, text=phone[:SHOWN])
    return email, phone


def _date(said: str, line: int) -> date:
    """As 2026-11-30, or as people in the United States write it: 11/30/2026."""
    for shape, written in (("%Y-%m-%d", r"\d{4}-\d{1,2}-\d{1,2}"), ("%m/%d/%Y", r"\d{1,2}/\d{1,2}/\d{4}")):
        if re.fullmatch(written, said, re.ASCII):
            try:
                return datetime.strptime(said, shape).date()
            except ValueError:
                break
    raise Broken(Problem.BAD_DATE, line, text=said[:SHOWN])
