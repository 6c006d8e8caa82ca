"""The nine elements of a consent, each with its title, as the client reads them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from companion.access import rules
from companion.access.consents import wording
from companion.access.consents.models import Consent
from companion.access.rules import Purpose, Scope
from companion.accounts.models import Person
from companion.core.words import _, day
from companion.programs.models import Program


class Element(NamedTuple):
    title: str
    lines: list[str]


def of_draft(
    client: Person,
    program: Program,
    *,
    recipient: str,
    scopes: Collection[Scope],
    purpose: Purpose,
    days: int,
    now: datetime,
) -> list[Element]:
    """All but the signature and its date."""
    return _elements(
        client.name,
        wording.discloser(program.name),
        wording.description(scopes),
        recipient,
        str(wording.PURPOSES[purpose]),
        wording.revocation(),
        rules.ends_on(now, days, client.zone),
    )


def of_signed(consent: Consent, zone: str) -> list[Element]:
    """In the words that were signed."""
    signed = Element(_("Signed"), [consent.signature, day(_day(consent, zone), with_year=True)])
    known = _elements(
        consent.patient_name,
        consent.discloser,
        consent.description,
        consent.recipient,
        consent.purpose_said,
        consent.revocation,
        consent.ends_on,
    )
    return [*known, signed]


def _elements(
    patient: str,
    discloser: str,
    description: str,
    recipient: str,
    purpose: str,
    revocation: str,
    ends_on: date,
) -> list[Element]:
    return [
        Element(_("Whose"), [patient]),
        Element(_("Who shows it"), [discloser]),
        Element(_("What is shown"), description.splitlines()),
        Element(_("Who sees it"), [recipient]),
        Element(_("What for"), [purpose]),
        Element(_("How I can stop it"), [revocation]),
        Element(_("When it ends by itself"), [_("At the end of %(day)s", day=day(ends_on, with_year=True))]),
    ]


def _day(consent: Consent, zone: str) -> date:
    return rules.day_in(zone, consent.signed_at)
