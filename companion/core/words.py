"""Words, dates and times in the reader's language and zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, force_locale, get_locale, refresh
from flask_babel import gettext as _gettext
from flask_babel import lazy_gettext as _lazy
from flask_babel import ngettext as _ngettext

LANGUAGES = {"en": "English", "es": "Español"}
LANGUAGE_COOKIE = "language"
babel = Babel()


def _(text: str, **values: Any) -> str:
    """The text in the reader's language."""
    return str(_gettext(text, **values))


def _l(text: str, **values: Any) -> Any:
    """The same for texts named before there is a reader: labels, choices."""
    return _lazy(text, **values)


def _n(one: str, many: str, num: int, **values: Any) -> str:
    """The text that fits the number."""
    return str(_ngettext(one, many, num, **values))


WEEKDAYS = (
    _l("Monday"),
    _l("Tuesday"),
    _l("Wednesday"),
    _l("Thursday"),
    _l("Friday"),
    _l("Saturday"),
    _l("Sunday"),
)
A_MONDAY = date(2024, 1, 1)


def init_app(app: Flask) -> None:
    babel.init_app(
        app,
        default_translation_directories=f"{app.root_path}/translations",
        locale_selector=language,
    )
    app.jinja_env.globals.update(day=day, clock_time=clock_time, moment=moment, month=month, span=span)


def language() -> str:
    """What the person chose on this device, else what the browser asks for, else the program's."""
    default: str = current_app.config["LANGUAGE"]
    if not has_request_context():
        return default
    if "language" in g:
        return str(g.language)
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(LANGUAGES) or default


def speak(code: str) -> None:
    """From here on this answer is in that language, whatever was chosen: its address names it."""
    g.language = code
    refresh()


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """What is said inside is in that language, whoever is at the screen: for messages to somebody else."""
    with force_locale(code):
        yield


def day(on: date, *, with_year: bool = False) -> str:
    """Such as ``Thu, Nov 26``."""
    return format_skeleton("yMMMEd" if with_year else "MMMEd", _as_datetime(on), locale=_locale())


def short_day(on: date) -> str:
    """Such as ``Nov 26``."""
    return str(format_skeleton("MMMd", _as_datetime(on), locale=_locale()))


def month(on: date) -> str:
    """Such as ``November 2026``."""
    return str(format_skeleton("yMMMM", _as_datetime(on), locale=_locale()))


def weekday_letter(number: int) -> str:
    """Such as ``M`` for 0, Monday: for the head of a column, beside words that say it whole."""
    return str(format_date(A_MONDAY + timedelta(days=number), "EEEEE", locale=_locale()))


def weekday(on: date) -> str:
    """Such as ``Thu``."""
    return str(format_skeleton("E", _as_datetime(on), locale=_locale()))


def weekdays(numbers: Iterable[int]) -> str:
    """Such as ``Mon, Wed``; Monday is 0."""
    return ", ".join(weekday(A_MONDAY + timedelta(days=number)) for number in numbers)


def clock_time(at: datetime, zone: str) -> str:
    """Such as ``6:00 PM``, in that zone; without the full stops of Spanish, which end a sentence twice."""
    said = format_time(at, "short", tzinfo=ZoneInfo(zone), locale=_locale())
    return said.replace("a.m.", "AM").replace("p.m.", "PM")


def moment(at: datetime, zone: str) -> str:
    """Such as ``Thu, Nov 26, 6:00 PM``, in that zone."""
    return f"{day(at.astimezone(ZoneInfo(zone)).date())}, {clock_time(at, zone)}"


def when(at: datetime, now: datetime, zone: str) -> str:
    """Such as ``Thu 6:00 PM`` within a week of now, and ``Nov 26`` further away."""
    on, today = (one.astimezone(ZoneInfo(zone)).date() for one in (at, now))
    return f"{weekday(on)} {clock_time(at, zone)}" if abs(today - on) < timedelta(days=7) else short_day(on)


def span(start: datetime, end: datetime, zone: str) -> str:
    """Such as ``6:00 PM – 9:00 PM``, in that zone."""
    return f"{clock_time(start, zone)} – {clock_time(end, zone)}"


def count_words(text: str) -> int:
    return len(text.split())


def beginning(text: str, most: int) -> str:
    """So many words of a text, verbatim with its lines, and a sign that there is more."""
    words = list(re.finditer(r"\S+", text))
    return text if len(words) <= most else f"{text[: words[most - 1].end()]}…" if most > 0 else ""


def fitted(texts: Iterable[str], *, each: int, room: int) -> list[str]:
    """The beginning of each, at most ``each`` words, the first ones first, until ``room`` words are used up.

    The first one always, so that a page that has something to say never says nothing.
    """
    shown: list[str] = []
    for text in texts:
        said = beginning(text, each)
        room -= count_words(said)
        if shown and room < 0:
            break
        shown.append(said)
    return shown


def _as_datetime(on: date) -> datetime:
    return datetime(on.year, on.month, on.day)


def _locale() -> str:
    """Days and times as they are written in the United States, also in Spanish: 6:00 PM, not 18:00."""
    language = str(get_locale() or current_app.config["LANGUAGE"])
    return f"{language}_US"
