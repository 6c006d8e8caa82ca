"""The lines of a calendar file: unfolded, each with the number it has in the file, nested by BEGIN and END.

Source: RFC 5545, sections 3.1 and 3.6.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from icalendar.parser import Contentline

from companion.overviews.importing.reading import Broken, Problem

NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
ESCAPED = re.compile(r"\\([\\,;:nN])")
SHOWN = 60


@dataclass(frozen=True)
class Property:
    name: str
    said: str
    line: int

    @property
    def value(self) -> str:
        return self._parts()[1].strip()

    @property
    def text(self) -> str:
        """The value of a property that holds words."""
        return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value).strip()

    def parameter(self, name: str) -> str:
        found = self._parts()[0].get(name, "")
        return (found[0] if isinstance(found, list) else str(found)).strip()

    def _parts(self) -> tuple[dict[str, str | list[str]], str]:
        try:
            _, parameters, value = Contentline(self.said).raw_parts()  # type: ignore[no-untyped-call]  # the library has no types here
        except ValueError:
            raise Broken(Problem.NO_COLON, self.line, text=self.said[:SHOWN]) from None
        return parameters, value


@dataclass
class Component:
    """What stands between BEGIN and END."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def first(self, name: str) -> Property | None:
        return next((one for one in self.properties if one.name == name), None)

    def every(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def inside(self, name: str) -> list[Component]:
        return [part for part in self.parts if part.name == name]

    def written(self) -> str:
        """The component as it stood in the file."""
        inner = [*(one.said for one in self.properties), *(part.written() for part in self.parts)]
        return "\r\n".join([f"BEGIN:{self.name}", *inner, f"END:{self.name}"])


def calendars(text: str) -> list[Component]:
    """The calendars of a file. Raises ``Broken``."""
    root = Component("", 0)
    open_now = [root]
    for said, line in _unfolded(text):
        _take(said, line, open_now)
    if len(open_now) > 1:
        raise Broken(Problem.NEVER_ENDS, open_now[-1].line, text=open_now[-1].name)
    if not root.parts:
        raise Broken(Problem.NOT_CALENDAR, 1)
    return root.parts


def _unfolded(text: str) -> list[tuple[str, int]]:
    """Each line with its number. Empty ones are no lines: real files have them."""
    found: list[tuple[list[str], int]] = []
    for line, said in enumerate(text.split("\n"), start=1):
        is_folded = said[:1] in (" ", "\t")
        if not said.strip():
            continue
        if is_folded and not found:
            raise Broken(Problem.LOOSE_FOLD, line)
        if is_folded:
            found[-1][0].append(said[1:])
        else:
            found.append(([said], line))
    return [("".join(parts), line) for parts, line in found]


def _take(said: str, line: int, open_now: list[Component]) -> None:
    found = NAME.match(said)
    if not found or ":" not in said:
        raise Broken(Problem.NO_COLON if len(open_now) > 1 else Problem.NOT_CALENDAR, line, text=said[:SHOWN])
    name, value = found[0].upper(), said.partition(":")[2].strip().upper()
    if name == "BEGIN":
        _begin(value, line, open_now)
    elif len(open_now) == 1:
        raise Broken(Problem.NOT_CALENDAR, line)
    elif name == "END":
        _end(value, line, open_now)
    else:
        open_now[-1].properties.append(Property(name, said, line))


def _begin(name: str, line: int, open_now: list[Component]) -> None:
    if len(open_now) == 1 and name != "VCALENDAR":
        raise Broken(Problem.NOT_CALENDAR, line)
    if len(open_now) > 1 and name == "VCALENDAR":
        raise Broken(Problem.NEVER_ENDS, open_now[-1].line, text=open_now[-1].name)
    component = Component(name, line)
    open_now[-1].parts.append(component)
    open_now.append(component)


def _end(name: str, line: int, open_now: list[Component]) -> None:
    if open_now[-1].name != name:
        since = str(open_now[-1].line)
        raise Broken(Problem.WRONG_END, line, text=name[:SHOWN], open=open_now[-1].name, since=since)
    open_now.pop()
