"""What an event is called and where it takes place, none of it longer than there is room for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from companion.overviews.importing.content_lines import Component
from companion.overviews.importing.reading import one_line
from companion.records.schedule.rules import is_safe_link

TITLE_MOST, PLACE_MOST, LINK_MOST = 80, 120, 300
LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S*")
LINKS = ("X-GOOGLE-CONFERENCE", "CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "URL")


class Note(StrEnum):
    """What is taken otherwise than it stands in the file."""

    TITLE_CUT = "title cut"
    PLACE_CUT = "place cut"
    LINK_DROPPED = "link dropped"
    NO_END = "no end"


@dataclass(frozen=True)
class Words:
    title: str
    place: str
    video_link: str
    notes: tuple[Note, ...]


def words_of(component: Component) -> Words:
    """A place that is only a link is the video link. A link that is not safe is left out."""
    title, place = (one_line(text_of(component, name)) for name in ("SUMMARY", "LOCATION"))
    offered = [place, *(text_of(component, name) for name in LINKS)]
    links = [said for said in offered if LINK.fullmatch(said)]
    safe = [link for link in links if is_safe_link(link) and len(link) <= LINK_MOST]
    place = "" if LINK.fullmatch(place) else place
    found = {
        Note.TITLE_CUT: len(title) > TITLE_MOST,
        Note.PLACE_CUT: len(place) > PLACE_MOST,
        Note.LINK_DROPPED: bool(links) and not safe,
    }
    return Words(
        title=title[:TITLE_MOST].strip(),
        place=place[:PLACE_MOST].strip(),
        video_link=next(iter(safe), ""),
        notes=tuple(note for note, is_so in found.items() if is_so),
    )


def text_of(component: Component, name: str) -> str:
    found = component.first(name)
    return found.text if found else ""
