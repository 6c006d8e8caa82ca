"""What is wrong with a file, as one plain sentence."""

from __future__ import annotations

from typing import Any

from companion.core.words import _, _l
from companion.overviews.importing.reading import Broken, Problem

COLUMN_NAMES = {
    "name": _l("Name used"),
    "contact": _l("Email or phone"),
    "track": _l("Track"),
    "start": _l("Start"),
    "end": _l("Planned end"),
    "counselor": _l("Counselor"),
    # The names that a directory file has, in every language.
    "name1": "name1",
    "city": "city",
    "state": "state",
}
SENTENCES: dict[Problem, Any] = {
    Problem.TOO_LARGE: _l("The file is larger than 2 MB."),
    Problem.NOT_UTF8: _l("A letter here is not written in UTF-8. Save the file as UTF-8 and bring it again."),
    Problem.CONTROL: _l("There is a character that cannot be saved."),
    Problem.EMPTY: _l("The file is empty."),
    Problem.NOT_CALENDAR: _l("This is not a calendar file. It begins with BEGIN:VCALENDAR."),
    Problem.NO_COLON: _l("“%(text)s” cannot be read: it is no name with a colon and a value."),
    Problem.LOOSE_FOLD: _l("The line begins with a space, and there is no line before it to go on."),
    Problem.WRONG_END: _l("“END:%(text)s” ends what is not open. “BEGIN:%(open)s” of line %(since)s is."),
    Problem.NEVER_ENDS: _l("“BEGIN:%(text)s” has no END. The file may be cut off."),
    Problem.NO_START: _l("The event that begins here has no start (DTSTART)."),
    Problem.BAD_TIME: _l("“%(text)s” is not a day or a time."),
    Problem.BAD_LENGTH: _l("“%(text)s” does not say how long something lasts."),
    Problem.BAD_RULE: _l("“%(text)s” is not a rule for repeating."),
    Problem.BAD_NUMBER: _l("“%(text)s” is not a number."),
    Problem.NO_ZONE: _l("There is no time zone “%(text)s”, and the file does not say what it is."),
    Problem.TOO_MANY_ZONES: _l("The file defines more than 50 time zones."),
    Problem.TOO_MANY_EVENTS: _l("The file has more than 2,000 events. Bring it in parts."),
    Problem.TOO_MANY_SESSIONS: _l(
        "With this event there are more than 10,000 sessions. Bring the file in parts."
    ),
    Problem.NO_COLUMN: _l("There is no column “%(column)s”."),
    Problem.COLUMN_TWICE: _l("The column “%(text)s” is there twice."),
    Problem.BAD_QUOTES: _l("The quotes in this row do not match."),
    Problem.TOO_MANY_CELLS: _l("This row has more cells than the first row has names."),
    Problem.TOO_MANY_ROWS: _l("The file has more than 500 rows. Bring it in parts."),
    Problem.NO_ROWS: _l("There is nobody below the names of the columns."),
    Problem.NO_NAME: _l("The name is missing."),
    Problem.NAME_TOO_LONG: _l("The name “%(text)s” is too long. Use at most 80 characters."),
    Problem.NO_CONTACT: _l("There is neither an email nor a phone number."),
    Problem.BAD_EMAIL: _l("“%(text)s” is not an email. Write it like name@example.org."),
    Problem.BAD_PHONE: _l("“%(text)s” is not a phone number."),
    Problem.BAD_DATE: _l("“%(text)s” is not a date. Write it like 2026-11-30 or 11/30/2026."),
    Problem.START_FAR: _l("The start %(text)s is more than a year away."),
    Problem.END_BEFORE: _l("The planned end %(text)s does not come after the start."),
    Problem.END_FAR: _l("The planned end %(text)s is more than two years after the start."),
    Problem.NO_TRACK: _l("There is no track called “%(text)s”."),
    Problem.TWO_TRACKS: _l("Two tracks are called “%(text)s”."),
    Problem.NO_COUNSELOR: _l("There is no counselor “%(text)s”."),
    Problem.NO_PLACES: _l("There is no place below the names of the columns."),
    Problem.TOO_MANY_PLACES: _l("The file has more than 5,000 places. Bring it in parts."),
    Problem.TWO_COUNSELORS: _l("Two counselors are called “%(text)s”. Write the email."),
}


def sentence(broken: Broken) -> str:
    """Such as "Line 12: “2026-02-30” is not a date"."""
    said = dict(broken.said)
    if "column" in said:
        said["column"] = str(COLUMN_NAMES[said["column"]])
    # The lazy text has its places open: what stands in the file is put in as it is.
    return _("Line %(line)s: %(problem)s", line=broken.line, problem=str(SENTENCES[broken.problem]) % said)
