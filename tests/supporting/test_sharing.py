"""The client's side: who sees what, to stop, to rest, to show less, and to look at it as they do."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from companion.access.consents.models import Consent, Revocation
from companion.access.rules import Scope
from companion.audit.models import Event
from companion.core.db import db
from companion.records.tasks.models import Task
from companion.records.tasks.rules import Kind, Reason
from tests.cast import NOW, PASSWORD, Cast
from tests.consents.giving import give, support_of
from tests.visitor import Visitor

SHOWN = "chose what shows here"


@pytest.fixture
def shared(app: Flask, cast: Cast) -> UUID:
    """Rosa shows Ben her sessions and her days. The id is the support's."""
    with app.app_context():
        give(cast, [Scope.TIMES, Scope.MILESTONES])
        return support_of(cast).id


def sees(ben: Visitor, cast: Cast) -> bool:
    answer = ben.get(f"/supporting/{cast.rosa}")
    assert answer.status_code == 200
    return SHOWN in answer.text


def test_the_list_says_in_words_who_sees_what(rosa: Visitor, ben: Visitor, shared: UUID, cast: Cast) -> None:
    assert "Last looked" not in rosa.get("/sharing").text
    ben.get(f"/supporting/{cast.rosa}")
    page = " ".join(rosa.get("/sharing").text.split())
    assert "Last looked on Wed, Nov 18" in page
    assert '<th scope="row">When my sessions are</th><td><bdi>Ben</bdi></td>' in page
    assert '<th scope="row">How many cravings I logged this week</th><td>No one</td>' in page
    assert '<th scope="row">The home check</th><td>No one, by any setting</td>' in page
    assert "Until Sat, Feb 6. It ends by itself." in page


@pytest.mark.parametrize("htmx", [False, True])
def test_one_tap_stops_it_before_the_next_request(
    rosa: Visitor, ben: Visitor, shared: UUID, cast: Cast, htmx: bool
) -> None:
    assert sees(ben, cast)
    answer = rosa.post(f"/sharing/{shared}/stop", htmx=htmx)
    assert (answer.location or answer.headers["HX-Redirect"]).endswith(f"/sharing/{shared}/private")
    assert not sees(ben, cast)
    page = rosa.get(f"/sharing/{shared}/private").text
    assert "This person sees nothing of yours now. We do not tell them." in page
    assert "Is anyone pressing you to share?" in page
    assert "Stop sharing" not in rosa.get("/sharing").text


def test_each_thing_can_be_taken_back_by_itself(
    app: Flask, rosa: Visitor, ben: Visitor, shared: UUID, cast: Cast
) -> None:
    with app.app_context():
        rows = {row.scope: row.id for row in db.session.scalars(select(Consent)).one().scopes}
    answer = rosa.post(f"/sharing/{shared}/scopes/{rows[Scope.TIMES]}/end")
    assert answer.location == f"/sharing/{shared}"
    page = ben.get(f"/supporting/{cast.rosa}").text
    assert "session-times" not in page
    assert "milestones" in page


def test_a_pause_is_silent_and_its_end_needs_the_password_and_a_day(
    app: Flask, rosa: Visitor, ben: Visitor, shared: UUID, cast: Cast, frozen: time_machine.Traveller
) -> None:
    assert rosa.post(f"/sharing/{shared}/pause").location == f"/sharing/{shared}"
    assert not sees(ben, cast)
    assert "Paused. They see how to help in general, and are not told." in rosa.get("/sharing").text
    assert rosa.post(f"/sharing/{shared}/resume").status_code == 422
    assert rosa.post(f"/sharing/{shared}/resume", password="not this at all").status_code == 422
    assert rosa.post(f"/sharing/{shared}/resume", password=PASSWORD).location == f"/sharing/{shared}"
    assert "Paused until Thu, Nov 19" in rosa.get("/sharing").text
    assert not sees(ben, cast)
    with app.app_context():
        task = db.session.scalars(select(Task)).one()
        assert (task.kind, task.reason) == (Kind.SHARING, Reason.SHARES_MORE)
    frozen.move_to(NOW + timedelta(hours=24))
    assert sees(Visitor(app, "ben@test.example"), cast)


def test_more_is_signed_for_and_begins_a_day_later(
    app: Flask, rosa: Visitor, ben: Visitor, cora: Visitor, shared: UUID, cast: Cast
) -> None:
    form = {"submission_id": str(cast.track), "scopes": "cravings", "purpose": "request", "days": "30"}
    review = rosa.post(f"/sharing/{shared}/more", **form)
    assert "How many cravings I logged this week" in review.text
    assert 'name="scopes" value="cravings"' in review.text
    signing = {**form, "signature": "Rosa Example", "password": PASSWORD}
    address = f"/sharing/{shared}/more/signature"
    assert rosa.post(address, **{**signing, "signature": ""}).status_code == 422
    assert rosa.post(address, **{**signing, "days": "9999"}).status_code == 422
    for _ in range(2):
        assert rosa.post(address, **signing).location == f"/sharing/{shared}"
    assert "craving-count" not in ben.get(f"/supporting/{cast.rosa}").text
    assert "Begins later: How many cravings I logged this week (Thu, Nov 19" in " ".join(
        rosa.get("/sharing").text.split()
    )
    tasks = cora.get("/tasks").text
    assert "Changed what they share." in tasks
    for detail in ("Ben", "cravings"):
        assert detail not in tasks.split("<main")[1]
    with app.app_context():
        assert len(db.session.scalars(select(Task)).all()) == 1
        kept = db.session.scalars(select(Consent).order_by(Consent.signed_at)).all()
        assert [str(consent.purpose) for consent in kept] == ["support", "request"]


def test_an_end_that_is_near_is_said_on_the_first_page_and_on_the_list(
    app: Flask, cast: Cast, frozen: time_machine.Traveller
) -> None:
    with app.app_context():
        ends_on = give(cast, [Scope.TIMES]).ends_on
    for days, is_said in ((20, False), (14, True), (1, True)):
        frozen.move_to(NOW + (ends_on - NOW.date()) - timedelta(days=days))
        rosa = Visitor(app, "rosa@test.example")
        assert ("Sharing ends soon" in rosa.get("/today").text) == is_said
        assert ("Ends soon" in rosa.get("/sharing").text) == is_said
    frozen.move_to(NOW + (ends_on - NOW.date()) + timedelta(days=2))
    page = Visitor(app, "rosa@test.example").get("/sharing").text
    assert "It ended by itself on" in page
    assert "Is anyone pressing you to share?" in page


def test_taking_somebody_off_the_list_has_a_page_of_its_own(
    rosa: Visitor, ben: Visitor, shared: UUID, cast: Cast
) -> None:
    assert "so they may notice" in rosa.get(f"/sharing/{shared}/end").text
    assert rosa.post(f"/sharing/{shared}/end").location == "/sharing"
    assert ben.get(f"/supporting/{cast.rosa}").status_code == 404


def test_what_was_signed_can_be_read_again_word_for_word(
    app: Flask, rosa: Visitor, shared: UUID, cast: Cast
) -> None:
    with app.app_context():
        consent = db.session.scalars(select(Consent)).one()
        consent_id, description = consent.id, consent.description
    rosa.post(f"/sharing/{shared}/stop")
    page = rosa.get(f"/sharing/{shared}/consents/{consent_id}").text
    for line in [
        *description.splitlines(),
        "Rosa Example",
        "Maple House",
        "Stop sharing. It ends right away.",
    ]:
        assert line in page


@pytest.mark.parametrize("verb", ["stop", "pause", "resume", "end", "talk", "link", "more", "more/signature"])
def test_another_client_finds_none_of_it(app: Flask, omar: Visitor, shared: UUID, verb: str) -> None:
    assert omar.post(f"/sharing/{shared}/{verb}").status_code == 404
    with app.app_context():
        assert db.session.scalars(select(Revocation)).all() == []


@pytest.mark.parametrize(
    "name", ["client_id", "support_id", "scope", "scopes", "role", "expires_at", "is_admin"]
)
def test_a_supporter_cannot_widen_anything_by_sending_more_fields(
    app: Flask, ben: Visitor, shared: UUID, cast: Cast, name: str
) -> None:
    extra = {name: "cravings"}
    for address in (
        f"/sharing/{shared}/more/signature",
        f"/sharing/{shared}/resume",
        "/sharing/new/signature",
    ):
        assert ben.post(address, **extra).status_code == 404
    ben.post(f"/supporting/{cast.rosa}/notice", is_read="y", **extra)
    ben.post(f"/supporting/asks/{shared}/acceptance", is_read="y", **extra)
    with app.app_context():
        assert len(db.session.scalars(select(Consent)).all()) == 1
        assert not db.session.scalars(
            select(Event).where(Event.by_id == cast.ben, Event.action.like("consent:%"))
        ).all()
    assert "craving-count" not in ben.get(f"/supporting/{cast.rosa}").text


def test_no_request_that_begins_after_the_stop_shows_anything(
    app: Flask, rosa: Visitor, shared: UUID, cast: Cast
) -> None:
    """Several pages are being opened while the client stops."""
    visitors = [Visitor(app, "ben@test.example") for _ in range(4)]
    stopped, late = threading.Event(), []

    def look(visitor: Visitor) -> None:
        for _ in range(6):
            has_begun_after = stopped.is_set()
            page = visitor.client.get(f"/supporting/{cast.rosa}").text
            if has_begun_after:
                late.append(SHOWN in page)

    threads = [threading.Thread(target=look, args=(visitor,)) for visitor in visitors]
    for thread in threads:
        thread.start()
    rosa.post(f"/sharing/{shared}/stop")
    stopped.set()
    for thread in threads:
        thread.join()
    late.append(SHOWN in visitors[0].client.get(f"/supporting/{cast.rosa}").text)
    assert not any(late)
