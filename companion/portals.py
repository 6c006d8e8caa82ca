"""The product on one page: which features stand behind which portal.

Features are nested once, at import: nesting in ``create_app`` fails the second time.
"""

from __future__ import annotations

from flask import Flask

from companion.access.portals import (
    SignInNeeded,
    account,
    admin,
    client,
    counselor,
    public,
    supporter,
)
from companion.overviews.account import account as own_settings
from companion.overviews.account import public as front_door
from companion.overviews.admin import admin as program
from companion.overviews.agenda import client as agenda
from companion.overviews.booking import counselor as booking
from companion.overviews.calendar import client as own_calendar
from companion.overviews.calendar import public as calendar
from companion.overviews.caseload import counselor as caseload
from companion.overviews.enrolling import counselor as enrolling
from companion.overviews.groups import counselor as groups
from companion.overviews.helping import public as helping
from companion.overviews.importing import admin as importing
from companion.overviews.letters import client as own_letters
from companion.overviews.letters import counselor as letters
from companion.overviews.letters import public as verifying
from companion.overviews.library import admin as library
from companion.overviews.library import counselor as reading
from companion.overviews.notices import client as notices
from companion.overviews.placing import counselor as placing
from companion.overviews.planning import counselor as planning
from companion.overviews.riding import client as riding
from companion.overviews.staffing import admin as staffing
from companion.overviews.supporting import client as sharing
from companion.overviews.supporting import supporter as supporting
from companion.overviews.today import client as today
from companion.records.commitments import client as commitments
from companion.records.contacts import client as contacts
from companion.records.cravings import client as cravings
from companion.records.journal import client as journal
from companion.records.reviews import counselor as reviews
from companion.records.schedule import counselor as series
from companion.records.skills import account as skill_rule
from companion.records.skills import client as skills
from companion.records.skills import counselor as practice

FEATURES = {
    public: [front_door, calendar, helping, verifying],
    account: [own_settings, skill_rule],
    client: [
        today,
        riding,
        cravings,
        skills,
        agenda,
        notices,
        commitments,
        journal,
        contacts,
        own_calendar,
        own_letters,
        sharing,
    ],
    counselor: [
        caseload,
        booking,
        enrolling,
        groups,
        letters,
        placing,
        planning,
        practice,
        reading,
        series,
        reviews,
    ],
    supporter: [supporting],
    admin: [program, importing, library, staffing],
}

for portal, features in FEATURES.items():
    for feature in features:
        portal.register_blueprint(feature.routes)


def init_app(app: Flask) -> None:
    for portal in FEATURES:
        app.register_blueprint(portal)
    app.register_error_handler(SignInNeeded, front_door.ask_to_sign_in)
