"""The application: extensions, error pages, headers, portals."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, g, request
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from companion import portals
from companion.accounts import signed_in
from companion.core import envelope, errors, keep, sealed, static, web, words
from companion.core.db import db, engine_options, migrate, new_id
from companion.core.settings import ROOT, Settings

THEMES = ("auto", "light", "dark")
LARGEST_BODY = 256 * 1024
# By a browser. What the cookie is worth, the server decides (accounts.rules).
COOKIE_KEPT = timedelta(days=30)
csrf = CSRFProtect()


def create_app(settings: Settings) -> Flask:
    app = Flask("companion", root_path=str(ROOT / "companion"))
    app.template_folder, app.static_folder = str(ROOT / "templates"), str(ROOT / "static")
    app.config.from_mapping(_config(settings))
    _prepare_templates(app)
    _trust_proxies(app, settings.trusted_proxies)
    db.init_app(app)
    migrate.init_app(app)
    sealed.init_app(app, settings.data_keys, settings.index_key)
    web.init_app(app)
    _guard_forms(app)
    signed_in.init_app(app)
    words.init_app(app)
    errors.init_app(app)
    keep.init_app(app)
    envelope.init_app(app, settings.index_key)
    static.init_app(app)
    portals.init_app(app)
    return app


def _trust_proxies(app: Flask, hops: int) -> None:
    if hops:
        proxied = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
        app.wsgi_app = proxied  # type: ignore[method-assign]  # how WSGI middleware is put in front


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(new_id=new_id)
    app.context_processor(_surroundings)


def _guard_forms(app: Flask) -> None:
    csrf.init_app(app)
    for view in web.views_without_token():
        csrf.exempt(view)


def _config(settings: Settings) -> dict[str, object]:
    cookie = "__Host-companion" if settings.is_tls else "companion"
    return {
        "BASE_URL": settings.base_url,
        "LANGUAGE": settings.language,
        "MAX_CONTENT_LENGTH": LARGEST_BODY,
        "MAX_FORM_MEMORY_SIZE": LARGEST_BODY,
        "PERMANENT_SESSION_LIFETIME": COOKIE_KEPT,
        "SECRET_KEY": settings.secret_keys[0],
        "SECRET_KEY_FALLBACKS": list(settings.secret_keys[1:]),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_NAME": cookie,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.is_tls,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database_url),
        "TRUSTED_HOSTS": list(settings.hosts),
        # The token lives as long as the session: a form left open overnight still sends.
        "WTF_CSRF_TIME_LIMIT": None,
        **_ways_out(settings),
    }


def _ways_out(settings: Settings) -> dict[str, object]:
    """By what a notice can leave this installation."""
    return {"HAS_MAIL": settings.mail is not None, "PUSH": settings.push, "SMS": settings.sms}


def _surroundings() -> dict[str, object]:
    """What every page may say about where it stands. ``me`` is the person signed in, or None."""
    theme = request.cookies.get("theme", "auto")
    return {
        "language": words.language(),
        "languages": words.LANGUAGES,
        "me": g.get("person"),
        "theme": theme if theme in THEMES else "auto",
        "themes": THEMES,
    }
