"""Files that calendar programs made: every session over two years is where recurring-ical-events puts it.

The samples come with the icalendar and recurring-ical-events packages; the README beside the copied ones
tells where those are from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from companion.overviews.importing.calendars import read
from companion.overviews.importing.event_words import Note
from companion.overviews.importing.gatherings import Gathering
from companion.overviews.importing.reading import Broken, one_line, text_of

PROGRAMS = ("Google", "Microsoft", "Mozilla")
PACKAGES = (
    Path(str(files("icalendar"))) / "tests" / "calendars",
    Path(str(files("recurring_ical_events"))) / "test" / "calendars",
)
COPIED = Path(__file__).parent / "samples"
# recurring-ical-events does not read the spaces in the rule of the first two, whose sessions are told
# below, nor the empty EXDATE of the third.
UNREAD = ("exchange_folded_rule", "issue_165_missing_event", "parsing_error")
# Damaged on purpose, or larger than what we take.
BROKEN = {"issue_104_broken_calendar": 13, "timezone_same_start_and_offset": 23}
ZONE = "America/New_York"
A_WEEK, TWO_YEARS = timedelta(weeks=1), timedelta(days=730)
FIRST = date(2026, 1, 1)
Session = tuple[str, datetime, datetime, str]


def made_by_programs() -> Iterator[Path]:
    for folder in (COPIED, *PACKAGES):
        for path in sorted(folder.glob("*.ics")):
            said = path.read_bytes()
            if any(
                b"PRODID" in line and name.encode() in line for line in said.splitlines() for name in PROGRAMS
            ):
                yield path


def named(path: Path) -> str:
    return f"{path.parent.parent.name}-{path.stem}"


FILES = [path for path in made_by_programs() if path.stem not in (*UNREAD, *BROKEN)]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_session_of_two_years_is_where_it_should_be(path: Path) -> None:
    content = path.read_bytes()
    brought = read(text_of(content), ZONE, takes_days_off=True)
    found = [*brought.groups.values(), *brought.days_off.values()]
    starts = {one.lead.start.local.date() - A_WEEK for one in found}
    assert found or brought.skipped
    for since in {min(starts, default=FIRST), max(starts, default=FIRST)}:
        ours = ours_in(found, since)
        assert ours == theirs_in(content, found, since)
        assert ours or brought.skipped


def test_the_samples_are_of_each_program_and_hold_much() -> None:
    text = "\n".join(path.read_text(errors="replace") for path in FILES)
    for said in ("Google Inc", "Microsoft Exchange", "Outlook", "X-APPLE-STRUCTURED-LOCATION", "Mozilla"):
        assert said in text
    for said in (
        "RRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "VTIMEZONE",
        "VALUE=DATE",
        "Standard Time",
        "\n ",
    ):
        assert said in text
    assert len(FILES) > 40


def test_a_rule_with_spaces_as_exchange_folds_it() -> None:
    brought = read(text_of((COPIED / "exchange_folded_rule.ics").read_bytes()), ZONE)
    (group,) = brought.groups.values()
    held = group.occurrences(date(2015, 7, 1), date(2017, 7, 1))
    days = [date(2015, 7, 3) + timedelta(days=number) for number in range(20)]
    # Ten in the morning in Central Europe, on working days up to the 22nd.
    assert [one.starts_at for one in held] == [
        datetime.combine(day, time(8), UTC) for day in days if day.weekday() < 5
    ]


@pytest.mark.parametrize(("name", "line"), BROKEN.items())
def test_a_damaged_one_is_refused_by_its_line(name: str, line: int) -> None:
    with pytest.raises(Broken) as found:
        read(text_of((PACKAGES[0] / f"{name}.ics").read_bytes()), ZONE)
    assert found.value.line == line


def ours_in(found: list[Gathering], since: date) -> list[Session]:
    return in_order(
        (one.lead.uid, held.starts_at, held.ends_at, held.title)
        for one in found
        for held in one.occurrences(since - A_WEEK, since + TWO_YEARS)
        if not held.is_cancelled and since < held.starts_at.date() < since + TWO_YEARS
    )


def theirs_in(content: bytes, found: list[Gathering], since: date) -> list[Session]:
    leads = {one.lead.uid: one.lead for one in found}
    sessions = []
    for calendar in Calendar.from_ical(content, multiple=True):
        events = recurring_ical_events.of(calendar).between(since - A_WEEK, since + TWO_YEARS + A_WEEK)
        for event in (one for one in events if str(one.get("UID", "")) in leads):
            lead = leads[str(event.get("UID", ""))]
            begins, ends = moment(event.start), moment(event.end)
            # A session of a group that lasts all day is left out, and told.
            if lead.start.is_day != isinstance(event.start, datetime) and event.get("STATUS") != "CANCELLED":
                ends = begins + timedelta(hours=1) if Note.NO_END in lead.notes else ends
                sessions.append((lead.uid, begins, ends, one_line(str(event.get("SUMMARY", "")))[:80]))
    return in_order(one for one in sessions if since < one[1].date() < since + TWO_YEARS)


def in_order(sessions: Iterable[Session]) -> list[Session]:
    return sorted(set(sessions))


def moment(at: date) -> datetime:
    """A whole day is its midnight in UTC, as ours are. A time without a zone is the program's."""
    if not isinstance(at, datetime):
        return datetime.combine(at, time.min, UTC)
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(ZONE))).astimezone(UTC)
