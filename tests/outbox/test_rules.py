from __future__ import annotations

from datetime import timedelta

import pytest

from companion.outbox import rules


@pytest.mark.parametrize(
    ("tries", "delay"),
    [
        (1, timedelta(minutes=1)),
        (2, timedelta(minutes=2)),
        (3, timedelta(minutes=4)),
        (11, timedelta(minutes=1024)),
        (12, timedelta(hours=24)),
        (14, timedelta(hours=24)),
        (15, None),
        (16, None),
    ],
)
def test_each_try_waits_longer_and_the_last_one_gives_up(tries: int, delay: timedelta | None) -> None:
    assert rules.delay_after(tries) == delay


def test_a_mail_server_may_be_away_for_four_days() -> None:
    waits = [rules.delay_after(tries) for tries in range(1, rules.MOST_TRIES)]
    assert timedelta(days=4) < sum(filter(None, waits), timedelta()) < timedelta(days=5)
