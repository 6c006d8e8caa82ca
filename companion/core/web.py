"""How a request is answered: routes that must say who may use them, pages and fragments, one commit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from companion.core import clock, headers, keep
from companion.core import db as database
from companion.core.db import db

View = Callable[..., ResponseReturnValue]
_allow: dict[Callable[..., Any], str] = {}
_largest: dict[Callable[..., Any], int] = {}
_tokenless: set[Callable[..., Any]] = set()
_keeping: set[Callable[..., Any]] = set()


class Routes(Blueprint):
    """A feature's routes behind one portal. A route without ``allow`` fails at import."""

    def __init__(self, name: str, url_prefix: str = "") -> None:
        # The blueprint's import name only locates files, and templates live at the top of the tree.
        super().__init__(name, __name__, url_prefix=url_prefix)

    def show(self, rule: str, *, allow: str) -> Callable[[View], View]:
        def decorate(view: View) -> View:
            self._add(rule, "GET", allow, view)
            return view

        return decorate

    def accept(
        self,
        rule: str,
        *,
        allow: str,
        largest: int | None = None,
        needs_token: bool = True,
        keeps: bool = False,
    ) -> Callable[[View], View]:
        """``largest`` is how many bytes the form may have, where that is not what any other may have.

        A form that does the same for everyone, signed in or not, needs no token, and so no cookie to keep
        it in: another site could only send what anybody can send. One that ``keeps`` only adds an entry of
        the client's own: it may wait on a phone without a signal, and be sent while the screen is locked.
        """

        def decorate(view: View) -> View:
            answer = self._add(rule, "POST", allow, view)
            if largest:
                _largest[answer] = largest
            if not needs_token:
                _tokenless.add(answer)
            if keeps:
                _keeping.add(answer)
            return view

        return decorate

    def _add(self, rule: str, method: str, allow: str, view: View) -> View:
        answer = _in_one_transaction(view, allow)
        self.add_url_rule(rule, view.__name__, answer, methods=[method])
        return answer


def _in_one_transaction(view: View, allow: str) -> View:
    """Below 400 commits, anything else rolls back; the audit rows share the transaction."""

    @wraps(view)
    def answer(**arguments: Any) -> Response:
        try:
            return _answer_and_commit(view, arguments)
        except IntegrityError:
            # The same form arrived twice in one moment: by now the first one is there to be found.
            db.session.rollback()
            return _answer_and_commit(view, arguments)

    _allow[answer] = allow
    return answer


def _answer_and_commit(view: View, arguments: dict[str, Any]) -> Response:
    response = make_response(view(**arguments))
    if response.status_code < 400:
        for record in g.get("before_commit", ()):
            database.write_now()
            record()
        db.session.commit()
    else:
        db.session.rollback()
    return response


def allow_of(view: Callable[..., Any]) -> str:
    """What the view's route says one must be allowed to do. The portals ask before the view runs."""
    return _allow[view]


def views_without_token() -> set[Callable[..., Any]]:
    """The forms that are taken without a token."""
    return _tokenless


def keeping_views() -> set[Callable[..., Any]]:
    """The forms that may wait on a phone."""
    return _keeping


def happened_at() -> datetime:
    """When the person did it: now, or, of an entry that waited on a phone, when it was saved there."""
    at: datetime = g.get("happened_at") or clock.now()
    return at


def before_commit(record: Callable[[], None]) -> None:
    """Have something written in the request's own transaction, if it succeeds."""
    g.setdefault("before_commit", []).append(record)


def wants_fragment() -> bool:
    """Going back to a page whose address htmx wrote, htmx asks for all of it."""
    is_going_back = "HX-History-Restore-Request" in request.headers
    return request.headers.get("HX-Request") == "true" and not is_going_back


def show(page: str, partial: str | None = None, status: int = 200, **context: Any) -> ResponseReturnValue:
    """The partial for htmx, the whole page otherwise; both say the same words."""
    template = partial if partial and wants_fragment() else page
    return render_template(template, failed=status == 422, **context), status


def done(partial: str | None = None, *, then: str, **context: Any) -> ResponseReturnValue:
    """After a change: the fragment for htmx, else on to the next page (303)."""
    if wants_fragment():
        if partial:
            return render_template(partial, **context)
        return "", 200, {"HX-Redirect": then}
    return redirect(then, 303)


def local_path(target: str | None, default: str = "/") -> str:
    """An address on this site, or the default: never another host, never a header's line break."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return default
    if any(ord(character) < 32 for character in target) or urlsplit(target).netloc:
        return default
    return target


def init_app(app: Flask) -> None:
    app.before_request(refuse_what_no_page_sends)
    app.after_request(headers.set_headers)


def refuse_what_no_page_sends() -> ResponseReturnValue | None:
    """Forms are all this app takes: JSON bodies and forms of hundreds of fields come from no page."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view in _largest:
        # Before anything reads the form, as the next lines do.
        request.max_content_length = _largest[view]
    if view in _tokenless and keep.is_from_elsewhere():
        return render_template("errors/400.html"), 400
    if request.is_json:
        return render_template("errors/400.html"), 400
    if len(request.form) > 200:
        return render_template("errors/413.html"), 413
    return None
