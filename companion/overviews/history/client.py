"""The client's cravings so far, with what set them off in words: also in the words of their own plan."""

from __future__ import annotations

from uuid import UUID

from flask import g, request
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core.web import Routes, show
from companion.records.cravings import queries
from companion.records.cravings.forms import TRIGGER_WORDS
from companion.records.cravings.models import Craving
from companion.records.plan import queries as plan

routes = Routes("history", url_prefix="/cravings")


@routes.show("", allow=Can.READ_CRAVINGS)
def index() -> ResponseReturnValue:
    last_seen = request.args.get("before", type=UUID)
    before = queries.craving_of(g.client, last_seen, with_removed=True) if last_seen else None
    found = queries.page_of_cravings(g.client, before=before)
    return show(
        "history/client/index.html",
        cravings=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        trigger_words={**TRIGGER_WORDS, **plan.trigger_words_of(g.client)},
        removed=_just_removed(),
    )


def _just_removed() -> Craving | None:
    """What the page offers to put back."""
    craving_id = request.args.get("removed", type=UUID)
    found = queries.craving_of(g.client, craving_id, with_removed=True) if craving_id else None
    return found if found and found.removed_at else None
