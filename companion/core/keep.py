"""Nothing that a person typed is lost because a page grew old or a sign-in ended on the way.

The form comes back as it was, on a page that says what to do. Only the person it was typed by gets
it back, and never a page that another site made up.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from itsdangerous import BadData, URLSafeTimedSerializer

NEVER_KEPT = {"csrf_token", "password", "new_password", "kept"}
KEPT_SECONDS = 24 * 3600


def init_app(app: Flask) -> None:
    app.register_error_handler(CSRFError, show_old_page)


def show_old_page(error: CSRFError) -> ResponseReturnValue:
    if is_from_elsewhere() or not typed():
        return render_template("errors/400.html"), 400
    return render_template("errors/old_page.html", action=request.path, fields=typed()), 400


def is_from_elsewhere() -> bool:
    """Whether the browser says that another site's page sent this."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


def typed() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.form.items(multi=True) if name not in NEVER_KEPT]


def pack(person_id: UUID | None) -> str:
    """What was being sent, signed, to stand in the sign-in form until the person is back."""
    if request.method != "POST" or is_from_elsewhere() or not typed():
        return ""
    return _signer().dumps({"path": request.path, "fields": typed(), "person": str(person_id or "")})


def unpack(kept: str, person_id: UUID) -> dict[str, Any] | None:
    """What this person was sending, or None if it was somebody else's, too old or made up."""
    try:
        found: dict[str, Any] = _signer().loads(kept, max_age=KEPT_SECONDS)
    except BadData:
        return None
    return found if found["person"] in ("", str(person_id)) else None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="kept")
