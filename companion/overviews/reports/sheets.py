"""The report as a file for a spreadsheet: what the page says, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from companion.core.sheets import BYTE_ORDER_MARK, written
from companion.core.words import _
from companion.overviews.reports import wording
from companion.overviews.reports.queries import Report
from companion.records.enquiries.rules import Response
from companion.records.enquiries.wording import took


def file_of(report: Report, responses: list[tuple[date, Response | None]]) -> str:
    heads = [_("Table"), _("Month"), _("All tracks"), *(track.name for track in report.tracks)]
    return BYTE_ORDER_MARK + written([heads, *_numbers(report), [], *_answers(responses)])


def _numbers(report: Report) -> Iterator[list[str]]:
    for table in report.tables:
        for row in table.rows:
            cells = [wording.said(one, table.unit) for one in (row.total, *row.tracks)]
            yield [wording.title(table.kind, table.about), row.month.strftime("%Y-%m"), *cells]


def _answers(responses: list[tuple[date, Response | None]]) -> Iterator[list[str]]:
    yield [_("Requests for help"), _("Month"), _("Came"), _("First try, the one in the middle")]
    for month, found in responses:
        cells = [str(found.received), took(found.median)] if found else [_("Hidden"), _("Hidden")]
        yield [_("Requests for help"), month.strftime("%Y-%m"), *cells]
