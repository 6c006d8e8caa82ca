"""Signing, showing less, stopping, resting, accepting. To show less takes effect before the next request."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from companion.access import rules
from companion.access.consents import queries, wording
from companion.access.consents.models import Consent, ConsentScope, NoticeAcceptance, Pause, Revocation
from companion.access.models import Support
from companion.access.rules import NOTICE_VERSION, TEXT_VERSION, Purpose, Scope
from companion.accounts.models import Person
from companion.audit import trail
from companion.core.db import db
from companion.core.words import _, language
from companion.outbox import actions as outbox
from companion.programs import queries as programs


def sign(
    support: Support,
    client: Person,
    *,
    submission: UUID,
    scopes: Collection[Scope],
    purpose: Purpose,
    days: int,
    signature: str,
    at: datetime,
) -> Consent:
    """One consent, however often the form arrives. What it adds is seen once the program's delay is over."""
    earlier = queries.consent_signed_as(client, submission)
    if earlier:
        return earlier
    consent = Consent(program_id=client.program_id, client_id=client.id, support_id=support.id)
    consent.submission_id, consent.language, consent.text_version = submission, language(), TEXT_VERSION
    _fill(consent, support, client, scopes, purpose)
    _date(consent, client, days, at)
    consent.signature = signature
    consent.scopes = [ConsentScope(scope=scope) for scope in Scope if scope in scopes]
    db.session.add(consent)
    db.session.flush()
    _note("consent:signed", consent, client, at, scopes=[str(one.scope) for one in consent.scopes])
    return consent


def take_back(support: Support, scope: Scope, *, by: Person, at: datetime) -> None:
    """This one thing is not shown any more, whichever consent gave it."""
    for consent in queries.consents_for(support):
        if consent.is_open(at) and scope in {one.scope for one in consent.left()}:
            _revoke(consent, by, at, _("Stop showing this"), scope)
            _note("consent:narrowed", consent, by, at, scope=str(scope))
    outbox.withdraw_tied(support.id)


def stop(support: Support, *, by: Person, at: datetime) -> None:
    """Nothing is shown any more. The supporter keeps the page that everybody has, and is not told."""
    for consent in queries.consents_for(support):
        if consent.is_open(at):
            _revoke(consent, by, at, str(wording.STOP), None)
            _note("consent:revoked", consent, by, at)
    outbox.withdraw_tied(support.id)


def pause(support: Support, client: Person, *, at: datetime) -> None:
    """Nothing is shown until the client says so. A second tap changes nothing."""
    going_on = queries.pauses_of(client, at).get(support.id)
    if going_on and going_on.until is None:
        return
    row = Pause(program_id=client.program_id, client_id=client.id, support_id=support.id, since=at)
    db.session.add(row)
    outbox.withdraw_tied(support.id)
    _note("sharing:paused", row, client, at)


def resume(support: Support, client: Person, *, at: datetime) -> bool:
    """To show again is to show more, so it takes the program's delay. Says whether a pause ends by it."""
    going_on = queries.pauses_of(client, at).get(support.id)
    if going_on is None or going_on.until is not None:
        return False
    delay = programs.program(client.program_id).sharing_delay_hours
    going_on.until = rules.begins_at(at, delay)
    _note("sharing:resumed", going_on, client, at)
    return True


def accept_notice(support: Support, *, by: Person, at: datetime) -> None:
    """The version of the notice that is shown now, once."""
    if queries.has_accepted_notice(support):
        return
    row = NoticeAcceptance(program_id=support.program_id, client_id=support.client_id, support_id=support.id)
    row.version, row.language, row.accepted_at, row.accepted_by = NOTICE_VERSION, language(), at, by.id
    db.session.add(row)
    db.session.flush()
    _note("redisclosure-notice:accepted", row, by, at, version=NOTICE_VERSION)


def _fill(
    consent: Consent, support: Support, client: Person, scopes: Collection[Scope], purpose: Purpose
) -> None:
    program = programs.program(client.program_id)
    consent.patient_name, consent.recipient = client.name, support.name
    consent.discloser, consent.description = wording.discloser(program.name), wording.description(scopes)
    consent.purpose, consent.purpose_said = purpose, str(wording.PURPOSES[purpose])
    consent.revocation = wording.revocation()


def _date(consent: Consent, client: Person, days: int, at: datetime) -> None:
    delay = programs.program(client.program_id).sharing_delay_hours
    consent.signed_at, consent.begins_at = at, rules.begins_at(at, delay)
    consent.ends_on = rules.ends_on(at, days, client.zone)
    consent.expires_at = rules.expires_at(consent.ends_on, client.zone)


def _revoke(consent: Consent, by: Person, at: datetime, words: str, scope: Scope | None) -> None:
    row = Revocation(program_id=consent.program_id, client_id=consent.client_id, consent_id=consent.id)
    row.scope, row.words, row.revoked_at, row.revoked_by = scope, words, at, by.id
    db.session.add(row)
    db.session.flush()


def _note(
    action: str, row: Consent | Pause | NoticeAcceptance, by: Person, at: datetime, **facts: object
) -> None:
    trail.note(
        action,
        program_id=row.program_id,
        at=at,
        by_id=by.id,
        client_id=row.client_id,
        subject_id=row.id,
        **facts,
    )
