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

FEATURES = {
    public: [front_door],
    account: [own_settings],
    client: [],
    counselor: [],
    supporter: [],
    admin: [],
}

for portal, features in FEATURES.items():
    for feature in features:
        portal.register_blueprint(feature.routes)


def init_app(app: Flask) -> None:
    for portal in FEATURES:
        app.register_blueprint(portal)
    app.register_error_handler(SignInNeeded, front_door.ask_to_sign_in)
