"""What an event is called, where it takes place and where one can see it."""

from __future__ import annotations

import pytest

from companion.overviews.importing.calendars import read
from companion.overviews.importing.event_words import Note
from tests.importing.files import calendar, event, only_group

ZONE = "America/New_York"


def test_what_is_too_long_is_cut_and_told() -> None:
    lead = only_group(read(calendar(event(SUMMARY="G" * 90, LOCATION="P" * 130, DTEND="")), ZONE)).lead
    assert (len(lead.title), len(lead.words.place)) == (80, 120)
    assert lead.notes == (Note.TITLE_CUT, Note.PLACE_CUT, Note.NO_END)


@pytest.mark.parametrize(
    ("lines", "link", "notes"),
    [
        ({"LOCATION": "https://video.example/room"}, "https://video.example/room", ()),
        ({"X-GOOGLE-CONFERENCE": "https://meet.example/abc"}, "https://meet.example/abc", ()),
        ({"X-MICROSOFT-SKYPETEAMSMEETINGURL": "https://teams.example/1"}, "https://teams.example/1", ()),
        ({"URL": "http://video.example/room"}, "", (Note.LINK_DROPPED,)),
        ({"URL": "javascript://alert(1)"}, "", (Note.LINK_DROPPED,)),
    ],
)
def test_links(lines: dict[str, str], link: str, notes: tuple[Note, ...]) -> None:
    lead = only_group(read(calendar(event(**lines)), ZONE)).lead
    assert (lead.words.place, lead.words.video_link, lead.notes) == ("", link, notes)
