"""Who asks the demo clinic for help, and what its counselor did about it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from companion.accounts.models import Person
from companion.core.db import new_id
from companion.demo.content import read
from companion.demo.people import Clinic
from companion.overviews.asking import actions as asking
from companion.overviews.levels import actions as levels
from companion.records.enquiries import taking_in
from companion.records.enquiries.models import Enquiry
from companion.records.enquiries.rules import About, Held, How, Outcome, Safe
from companion.records.enquiries.taking_in import Asked
from companion.records.levels.rules import Answer, Dimension


def enquire(clinic: Clinic, counselor: Person) -> None:
    for one in read("enquiries")["enquiries"]:
        enquiry = _receive(clinic, one)
        for tried in one.get("tries", ()):
            _try(enquiry, counselor, tried)
        if "level" in one:
            _consider(enquiry, counselor, one["level"])
        if "outcome" in one:
            at = enquiry.received_at + timedelta(hours=8)
            about: dict[str, Any] = {"words": "", "submission": new_id(), "by": counselor, "at": at}
            asking.close(enquiry, Outcome(one["outcome"]), **about)


def _receive(clinic: Clinic, one: dict[str, Any]) -> Enquiry:
    at = clinic.days.now - timedelta(hours=one["hours_ago"])
    texts = {name: one[name] for name in ("name", "phone", "email", "when", "going_on", "language")}
    safe: dict[str, Any] = {
        name: Safe(one[name]) if name in one else None for name in ("voicemail", "texting", "emailing")
    }
    asked = Asked(about=About(one["about"]), state=one.get("state"), **texts, **safe)
    held = Held(one["held"]) if "held" in one else None
    key = taking_in.address_key(one["name"])
    enquiry = taking_in.receive(clinic.program, asked, form_id=new_id(), address_key=key, held=held, at=at)
    if held is None:
        asking.announce(enquiry, at=at)
    return enquiry


def _try(enquiry: Enquiry, counselor: Person, tried: dict[str, Any]) -> None:
    about: dict[str, Any] = {"is_reached": tried["is_reached"], "words": tried["words"]}
    about |= {"submission": new_id(), "by": counselor}
    at = enquiry.received_at + timedelta(hours=tried["hours"])
    asking.attempt(enquiry, How(tried["how"]), at=at, **about)


def _consider(enquiry: Enquiry, counselor: Person, answers: dict[str, str]) -> None:
    given = {Dimension(name): Answer(answer) for name, answer in answers.items()}
    at = enquiry.received_at + timedelta(hours=4)
    levels.check(enquiry, given, words="", submission=new_id(), by=counselor, at=at)
