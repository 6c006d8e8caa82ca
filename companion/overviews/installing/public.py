"""The manifest: what a phone needs to put the app on its home screen, under a name that says nothing."""

from __future__ import annotations

from flask import Response, g, jsonify
from flask.typing import ResponseReturnValue

from companion.access.permissions import Can
from companion.core.web import Routes
from companion.overviews.installing import looks

routes = Routes("manifest")


@routes.show("/manifest.webmanifest", allow=Can.SIGN_IN)
def show() -> ResponseReturnValue:
    answer: Response = jsonify(looks.manifest_for(g.person or g.locked))
    answer.mimetype = "application/manifest+json"
    return answer
