"""The product on one page: which features stand behind which portal, nested once, at import."""

from __future__ import annotations

from flask import Flask

from companion import circle, entrance, pocket, rights
from companion.access import duties, portals
from companion.overviews.admin import admin as program
from companion.overviews.agenda import client as agenda
from companion.overviews.asking import counselor as answering
from companion.overviews.asking import public as asking
from companion.overviews.assigning import admin as assigning
from companion.overviews.assigning import lead as leading
from companion.overviews.booking import counselor as booking
from companion.overviews.calendar import client as own_calendar
from companion.overviews.calendar import public as calendar
from companion.overviews.caseload import counselor as caseload
from companion.overviews.covering import counselor as covering
from companion.overviews.doing import client as doing
from companion.overviews.ending import client as ending
from companion.overviews.enrolling import counselor as enrolling
from companion.overviews.finding import public as finding
from companion.overviews.gathering import counselor as gathering
from companion.overviews.groups import counselor as groups
from companion.overviews.helping import public as helping
from companion.overviews.history import client as history
from companion.overviews.home_checks import client as home_checks
from companion.overviews.hours import admin as hours
from companion.overviews.importing import admin as importing
from companion.overviews.keys import counselor as keys
from companion.overviews.letters import client as own_letters
from companion.overviews.letters import counselor as letters
from companion.overviews.letters import public as verifying
from companion.overviews.levels import counselor as level_checks
from companion.overviews.levels import public as levels
from companion.overviews.library import admin as library
from companion.overviews.library import counselor as reading
from companion.overviews.measuring import client as measuring
from companion.overviews.measuring import counselor as measures
from companion.overviews.notices import client as notices
from companion.overviews.noting import client as own_notes
from companion.overviews.noting import counselor as notes
from companion.overviews.placing import counselor as placing
from companion.overviews.planned import client as own_plan
from companion.overviews.planned import counselor as client_plan
from companion.overviews.planning import admin as days_off
from companion.overviews.planning import counselor as planning
from companion.overviews.practicing import client as practicing
from companion.overviews.preparing import counselor as preparing
from companion.overviews.progress import client as progress
from companion.overviews.reports import admin as reports
from companion.overviews.riding import client as riding
from companion.overviews.ruling import admin as thresholds
from companion.overviews.ruling import client as own_rules
from companion.overviews.ruling import counselor as caseload_rules
from companion.overviews.safety import client as safety
from companion.overviews.staffing import admin as staffing
from companion.overviews.stepping import client as own_path
from companion.overviews.stepping import counselor as stepping
from companion.overviews.telling import client as telling
from companion.overviews.timeline import counselor as timeline
from companion.overviews.today import client as today
from companion.records.agenda import client as own_topics
from companion.records.agenda import counselor as topics
from companion.records.alerts import counselor as alerts
from companion.records.commitments import client as commitments
from companion.records.contacts import client as contacts
from companion.records.counseling import counselor as counseling
from companion.records.cravings import client as cravings
from companion.records.days import admin as questions
from companion.records.days import client as days
from companion.records.directory import admin as directory
from companion.records.enquiries import queries as enquiries
from companion.records.helplines import admin as helplines
from companion.records.journal import client as journal
from companion.records.journal import counselor as shared_journal
from companion.records.messages import client as messages
from companion.records.messages import counselor as threads
from companion.records.plan import client as safety_plan
from companion.records.reviews import counselor as reviews
from companion.records.schedule import counselor as series
from companion.records.skills import account as skill_rule
from companion.records.skills import client as skills
from companion.records.skills import counselor as practice
from companion.records.tasks import counselor as tasks
from companion.records.worksheets import client as worksheets

FEATURES = {
    portals.public: [*entrance.PUBLIC, asking, calendar, finding, helping, levels, verifying, *pocket.PUBLIC],
    portals.account: [*entrance.ACCOUNT, skill_rule, *pocket.ACCOUNT],
    portals.client: [
        today,
        riding,
        doing,
        ending,
        cravings,
        days,
        telling,
        history,
        skills,
        practicing,
        worksheets,
        agenda,
        notices,
        commitments,
        journal,
        own_plan,
        safety_plan,
        contacts,
        messages,
        own_calendar,
        own_letters,
        own_notes,
        progress,
        own_rules,
        own_topics,
        safety,
        measuring,
        home_checks,
        own_path,
        *rights.CLIENT,
        *circle.CLIENT,
        *pocket.CLIENT,
    ],
    portals.counselor: [
        threads,
        answering,
        level_checks,
        covering,
        caseload,
        caseload_rules,
        keys,
        alerts,
        booking,
        client_plan,
        counseling,
        enrolling,
        gathering,
        groups,
        letters,
        notes,
        placing,
        planning,
        practice,
        preparing,
        reading,
        reviews,
        series,
        stepping,
        shared_journal,
        tasks,
        timeline,
        topics,
        measures,
        *circle.COUNSELOR,
    ],
    portals.supporter: circle.SUPPORTER,
    portals.admin: [
        program,
        assigning,
        days_off,
        directory,
        helplines,
        hours,
        importing,
        library,
        questions,
        reports,
        staffing,
        thresholds,
        *pocket.ADMIN,
    ],
    portals.lead: [leading],
    portals.privacy: rights.PRIVACY,
    portals.staff: rights.STAFF,
}

for portal, features in FEATURES.items():
    for feature in features:
        portal.register_blueprint(feature.routes)


def init_app(app: Flask) -> None:
    entrance.init_app(app)
    pocket.init_app(app)
    for portal in FEATURES:
        app.register_blueprint(portal)
    app.jinja_env.globals["enquiries_waiting"] = enquiries.count_waiting
    app.jinja_env.globals["duties_of"] = duties.held_by
    app.jinja_env.globals["own_standing"] = own_path.own_standing
    app.jinja_env.globals["first_steps"] = own_path.first_steps
