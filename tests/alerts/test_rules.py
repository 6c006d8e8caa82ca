from __future__ import annotations

from datetime import timedelta

import pytest

from companion.records.alerts import rules
from companion.records.alerts.rules import Act, State
from tests.cast import NOW

OPEN = [state for state in State if state != State.CLOSED]


@pytest.mark.parametrize("state", OPEN)
@pytest.mark.parametrize("act", list(Act))
def test_an_open_alert_takes_every_act_but_being_opened_again(state: State, act: Act) -> None:
    assert rules.may_follow(state, act) is (act != Act.REOPEN)


@pytest.mark.parametrize("act", list(Act))
def test_a_closed_alert_can_only_be_opened_again(act: Act) -> None:
    assert rules.may_follow(State.CLOSED, act) is (act == Act.REOPEN)


@pytest.mark.parametrize(
    ("state", "act", "after"),
    [
        (State.NEW, Act.SEE, State.SEEN),
        (State.NOT_REACHED, Act.SEE, State.NOT_REACHED),
        (State.CONTACTED, Act.SEE, State.CONTACTED),
        (State.SEEN, Act.NOT_REACH, State.NOT_REACHED),
        (State.CONTACTED, Act.NOT_REACH, State.NOT_REACHED),
        (State.NOT_REACHED, Act.CONTACT, State.CONTACTED),
        (State.NEW, Act.ESCALATE, State.ESCALATED),
        (State.ESCALATED, Act.CLOSE, State.CLOSED),
        (State.CLOSED, Act.REOPEN, State.SEEN),
    ],
)
def test_the_last_act_says_where_it_stands(state: State, act: Act, after: State) -> None:
    assert rules.state_after(state, act) == after


def test_a_risk_is_recent_for_90_days() -> None:
    assert rules.is_recent(NOW, NOW + timedelta(days=89, hours=23))
    assert not rules.is_recent(NOW, NOW + timedelta(days=90))
