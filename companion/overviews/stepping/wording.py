"""The four things of a first week, for both who look at them."""

from __future__ import annotations

from companion.core.words import _l
from companion.overviews.stepping.first_week import Thing

THINGS = {
    Thing.SESSION: _l("Come to the first session"),
    Thing.CHECK_IN: _l("Check in for the first time"),
    Thing.CONTACT: _l("Add one person to call"),
    Thing.PLAN: _l("Start the recovery plan"),
}
# Where the client does it.
ADDRESSES = {
    Thing.SESSION: "client.agenda.index",
    Thing.CHECK_IN: "client.days.index",
    Thing.CONTACT: "client.contacts.new",
    Thing.PLAN: "client.plan.index",
}
