"""Sending the form as a browser does, with the fields that the page holds."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from companion.core.db import db
from companion.records.enquiries.models import Enquiry
from tests.visitor import Visitor

WORDS = "I drink every night"
FILLED = {
    "about": "self",
    "name": "Robin",
    "phone": "555 010 0177",
    "voicemail": "no",
    "texting": "yes",
    "when": "after five",
    "state": "NY",
    "going_on": WORDS,
}


def hidden(page: str) -> dict[str, str]:
    found = dict(re.findall(r'<input id="(\w+)" name="\w+" type="hidden" value="([^"]*)"', page))
    return {name: found[name] for name in ("submission_id", "begun")}


def send(visitor: Visitor, frozen: Any, *, after: int = 60, **changed: str) -> Any:
    """Open the page, fill it in for so many seconds, send it. No token goes with it."""
    fields = hidden(visitor.get("/get-help").text)
    frozen.shift(timedelta(seconds=after))
    return visitor.client.post("/get-help", data={**FILLED, **fields, **changed})


def code_on(page: str) -> str:
    found = re.search(r'id="code">([A-Z2-7 ]+)<', page)
    assert found, "The page shows no code."
    return found[1]


def all_enquiries(app: Flask) -> list[Enquiry]:
    with app.app_context():
        return list(db.session.scalars(select(Enquiry).order_by(Enquiry.received_at, Enquiry.id)))
