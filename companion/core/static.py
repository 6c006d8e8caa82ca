"""Stylesheets joined into one file, and addresses that change when a file does."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask, url_for
from whitenoise import WhiteNoise

from companion.core.headers import HEADERS
from companion.core.settings import ROOT

STATIC = ROOT / "static"
STYLES = ("app.css", "tokens.css", "base.css", "layout.css", "components/*.css", "print.css")
A_YEAR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    join_styles()
    noise = WhiteNoise(
        app.wsgi_app,
        root=str(STATIC),
        prefix="static/",
        max_age=A_YEAR,
        allow_all_origins=False,
        add_headers_function=guard,
    )
    app.wsgi_app = noise  # type: ignore[method-assign]  # how WSGI middleware is put in front
    app.jinja_env.globals.update(static_url=static_url)


def join_styles() -> None:
    """Write ``static/built/app.css``: one request instead of twenty."""
    sources = [path for pattern in STYLES for path in sorted((STATIC / "css").glob(pattern))]
    joined = "\n".join(path.read_text() for path in sources)
    built = STATIC / "built" / "app.css"
    if not built.exists() or built.read_text() != joined:
        built.parent.mkdir(exist_ok=True)
        built.write_text(joined)


def guard(headers: Headers, path: str, url: str) -> None:
    """A file is answered before the application is asked, so it gets the same headers here."""
    for name, value in HEADERS.items():
        headers[name] = value


def static_url(name: str) -> str:
    """The file's address with its content's hash, so that it can be cached for a year."""
    return url_for("static", filename=name, v=_digest(STATIC / name))


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
