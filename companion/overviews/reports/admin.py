"""The numbers of the program, as a page, on paper and as a file. No client is named."""

from __future__ import annotations

from flask import Response, g
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core import clock
from companion.core.web import Routes, show
from companion.overviews.reports import queries, rules, sheets, wording
from companion.programs import queries as programs
from companion.records.enquiries.wording import took

FILE = "report.csv"
routes = Routes("reports", url_prefix="/admin/reports")


@routes.show("", allow=Can.READ_REPORTS)
def index() -> ResponseReturnValue:
    program, now = programs.program(g.person.program_id), clock.now()
    return show(
        "reports/admin/index.html",
        program=program,
        now=now,
        report=queries.report_of(program, now),
        responses=queries.responses_of(program, now),
        wording=wording,
        least=rules.LEAST,
        took=took,
    )


@routes.show("/file", allow=Can.READ_REPORTS)
def download() -> ResponseReturnValue:
    program, now = programs.program(g.person.program_id), clock.now()
    text = sheets.file_of(queries.report_of(program, now), queries.responses_of(program, now))
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={FILE}"
    return response
