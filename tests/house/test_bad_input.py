"""Every form on every page, sent with what no form should be sent: never a 500, nothing stored half."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from flask import Flask

from tests.cast import Cast
from tests.house.test_access import RULES, address_of, counts, expected
from tests.house.world import make_world
from tests.visitor import Visitor

NASTY = {
    "empty": "",
    "too long": "x" * 20_000,
    "with NUL": "a\x00b",
    "emoji and right-to-left": "\u202eمرحبا 👩‍👩‍👧\u2066 test",
    "markup": "<script>alert(1)</script>\"'>{{7*7}}%s",
    "a number out of range": "-99999999999999999999",
    "a date that is not": "2026-02-30",
    "a day far ahead": "9999-12-31",
    "a header": "x\r\nSet-Cookie: a=b",
}
KEPT = {"csrf_token", "submission_id"}
READERS = ("visitor", "rosa", "cora", "ben", "ada")
# Signing out would end the visit, and the way out of it is not a form that takes text.
SKIPPED = ("/sign-out", "/leave", "/leave/list")


class Forms(HTMLParser):
    """The forms of a page: where each is sent, and its fields."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form" and given.get("method") == "post":
            self.found.append((given["action"], {}))
        elif tag in ("input", "select", "textarea", "button") and given.get("name") and self.found:
            self.found[-1][1].setdefault(given["name"], given.get("value", ""))


def forms_seen_by(
    visitor: Visitor, name: str, app: Flask, places: dict[str, str]
) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for rule, method in RULES:
        if method != "GET" or rule.rule in SKIPPED or expected(app, rule, name) != "allowed":
            continue
        answer = visitor.get(address_of(rule, places))
        if answer.status_code == 200 and answer.mimetype == "text/html":
            found.update(Forms(answer.get_data(as_text=True)).found)
    return {action: fields for action, fields in found.items() if action not in SKIPPED}


@pytest.mark.parametrize("name", READERS)
def test_no_form_breaks_on_bad_input(app: Flask, cast: Cast, name: str) -> None:
    with app.app_context():
        places = make_world(cast)
    visitor = Visitor(app, None if name == "visitor" else f"{name}@test.example")
    forms = forms_seen_by(visitor, name, app, places)
    assert forms, f"{name} sees no form"
    for action, fields in forms.items():
        typed = [field for field in fields if field not in KEPT]
        for what, value in NASTY.items():
            before = counts(app)
            sent = {**fields, **dict.fromkeys(typed, value)}
            answer = visitor.post(action, **{key: v for key, v in sent.items() if key != "csrf_token"})
            assert answer.status_code < 500, f"{action} with {what}: {answer.status}"
            assert b"<script>alert(1)" not in answer.data, f"{action} reflects markup"
            assert "a=b" not in str(answer.headers.getlist("Set-Cookie")), f"{action} splits headers"
            if answer.status_code >= 400:
                assert counts(app) == before, f"{action} with {what} was refused, and something was stored"


def test_every_post_route_is_reached_by_a_form_or_named_here(app: Flask, cast: Cast) -> None:
    """A route that takes a form and stands behind no form cannot be used without JavaScript."""
    with app.app_context():
        places = make_world(cast)
    actions: set[str] = set()
    for name in READERS:
        visitor = Visitor(app, None if name == "visitor" else f"{name}@test.example")
        actions |= set(forms_seen_by(visitor, name, app, places))
    missing = {
        rule.rule
        for rule, method in RULES
        if method == "POST" and address_of(rule, places).partition("?")[0] not in actions
    }
    assert missing <= SEEN_ONLY_AT_TIMES, missing


# Forms that stand on a page only in another state of things than the one that the test makes.
SEEN_ONLY_AT_TIMES = {
    # Sent by the phone itself: the entries that waited there, and the end of a craving that did.
    "/offline/entries",
    "/cravings/ended",
    # Behind a lock, or with one; and what the browser made of a passkey.
    "/lock/challenge",
    "/lock/end",
    "/lock/now",
    "/lock/passkey",
    "/settings/passkeys",
    # Of an emergency that the privacy officer had no part in.
    "/privacy/emergencies/<uuid:emergency_id>",
    # Between the password and the person's pages, and once a second step is set up.
    "/settings/second-step/app/code",
    "/settings/second-step/app/removal",
    "/settings/second-step/codes",
    "/sign-in/link",
    "/sign-in/link/<token>",
    "/sign-in/passkey/challenge",
    "/sign-in/step",
    "/sign-in/step/challenge",
    "/sign-in/step/passkey",
    # On an installation that can send by it, and once a client came more often.
    "/settings/app/card/end",
    "/settings/reminders",
    "/settings/reminders/pause",
    "/settings/reminders/pause/end",
    "/settings/reminders/push",
    "/settings/reminders/ways/<slug>",
    "/settings/reminders/ways/<slug>/code",
    "/settings/reminders/ways/<slug>/end",
    "/settings/reminders/<uuid:reminder_id>/seen",
    # By the gateway of text messages.
    "/sms/inbound",
    # Before a stay, before a last day is over; and the second button of a form.
    "/caseload/<uuid:client_id>/path/assessment",
    "/caseload/<uuid:client_id>/path/discharge/undo",
    "/leaving/file",
    "/sharing/asks/<uuid:ask_id>/end/undo",
    "/sharing/notes/<uuid:supporter_note_id>/report",
    "/sharing/notes/from/<uuid:support_id>/mute/undo",
    "/sharing/notes/from/<uuid:support_id>/block/undo",
    "/supporting/<uuid:client_id>/asks/<uuid:ask_id>/claim",
    "/supporting/<uuid:client_id>/asks/<uuid:ask_id>/claim/undo",
    "/caseload/<uuid:client_id>/notes/<uuid:note_id>/removal",
    "/notes/comments/<uuid:note_comment_id>/restoration",
    "/agenda/<uuid:topic_id>/restoration",
    "/agenda/<uuid:topic_id>/tick/undo",
    "/caseload/<uuid:client_id>/agenda/<uuid:topic_id>/tick/undo",
    "/caseload/<uuid:client_id>/tasks/<uuid:task_id>/completion/undo",
    "/caseload/<uuid:client_id>/tasks/<uuid:task_id>/owner",
    "/sign-out",
    "/admin/import/<uuid:upload_id>/application",
    "/admin/library/<slug>/restoration",
    "/admin/staff/<uuid:person_id>/duties/<slug>/end",
    "/caseload/<uuid:client_id>/letters/<uuid:letter_id>/revocation",
    "/caseload/<uuid:client_id>/messages/<uuid:answer_id>/removal",
    "/caseload/<uuid:client_id>/plan/comments/<uuid:comment_id>/restoration",
    "/caseload/<uuid:client_id>/brief/openings",
    "/caseload/<uuid:client_id>/review/undo",
    "/commitments/<uuid:commitment_id>/restoration",
    "/contacts/<uuid:contact_id>/restoration",
    "/enquiries/<uuid:enquiry_id>/acceptance",
    "/enquiries/<uuid:enquiry_id>/claim",
    "/enquiries/<uuid:enquiry_id>/claim/undo",
    "/enquiries/<uuid:enquiry_id>/outcome/undo",
    "/enquiries/<uuid:enquiry_id>/level-check/talk",
    "/get-help/request/additions",
    "/cravings/<uuid:craving_id>/restoration",
    "/cravings/<uuid:craving_id>/undo",
    "/groups/<uuid:group_id>/restoration",
    "/groups/<uuid:appointment_id>/make-ups",
    "/groups/<uuid:appointment_id>/marks",
    "/groups/<uuid:appointment_id>/marks/undo",
    "/groups/<uuid:appointment_id>/taught",
    "/groups/series/<uuid:series_id>/end",
    "/contacts/<uuid:contact_id>/position",
    "/plan/keeping",
    "/plan/keeping/end",
    "/plan/lines/<uuid:line_id>/position",
    "/plan/lines/<uuid:line_id>/restoration",
    "/schedule/seen",
    "/cravings/<uuid:craving_id>/do/<slug>/ratings",
    "/practice/<uuid:practice_id>/ratings",
    "/settings/sessions/end-all",
    "/settings/sessions/end-others",
    "/used/<uuid:use_id>/restoration",
    "/sharing/<uuid:support_id>/link",
    "/sharing/<uuid:support_id>/more/signature",
    "/sharing/new/signature",
    "/supporting/<uuid:client_id>/notice",
    "/supporting/asks/<uuid:support_id>/code",
    "/supporting/asks/<uuid:support_id>/acceptance",
    "/supporting/asks/<uuid:support_id>/refusal",
    "/worksheets/<uuid:worksheet_id>/position",
    "/worksheets/<uuid:worksheet_id>/restoration",
}
