"""What a person reads when something did not work. Help now stands on each of these pages."""

from __future__ import annotations

from traceback import format_tb
from types import TracebackType

from flask import Flask, Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from companion.core.db import db

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
PAGES = {400, 403, 404, 405, 413, 429, 503}


class Refusal(Exception):
    """An action said no, for a reason that the person can be told."""


def init_app(app: Flask) -> None:
    app.log_exception = log_exception  # type: ignore[method-assign]  # Flask's own names the address
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(SecurityError, show_wrong_host)
    app.register_error_handler(Refusal, show_refusal)
    app.register_error_handler(OperationalError, show_unavailable)


def log_exception(
    exc_info: tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None],
) -> None:
    """Where and what kind, but never the address nor the message.

    An address can be a secret (a calendar, an invitation), and a message can quote what a person wrote.
    """
    kind, _, frames = exc_info
    where = f"{request.method} {request.endpoint or 'an unknown address'}"
    name = kind.__name__ if kind else "error"
    current_app.logger.error("Unhandled %s at %s\n%s", name, where, "".join(format_tb(frames)))


def show_http_error(error: HTTPException) -> Response:
    db.session.rollback()
    code = error.code or 500
    page = f"errors/{code}.html" if code in PAGES else "errors/500.html"
    response = error.get_response()
    response.data = render_template(page)
    response.content_type = "text/html; charset=utf-8"
    return make_response(response)


def show_wrong_host(error: SecurityError) -> ResponseReturnValue:
    """No address can be made for a host that is not ours, so there is no page with links to show."""
    return "This is not an address of this site. In a crisis call or text 988.\n", 400, PLAIN


def show_refusal(refusal: Refusal) -> ResponseReturnValue:
    db.session.rollback()
    return render_template("errors/refused.html", reason=str(refusal)), 409


def show_unavailable(error: OperationalError) -> ResponseReturnValue:
    """The database is busy, full or away. Nothing was stored; the person can try again."""
    current_app.logger.error("Database unavailable: %s", type(error.orig).__name__)
    db.session.rollback()
    return render_template("errors/503.html"), 503, {"Retry-After": "5"}
