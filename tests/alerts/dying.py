"""A web process that is killed at the commit of a safety answer: ``python -m tests.alerts.dying WHEN ID``.

``WHEN`` is ``before_commit`` or ``after_commit``, and the process ends there by SIGKILL, which no handler
sees. It is the application as it is served: the same request, the same transaction.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from flask import request
from sqlalchemy import event

from companion.app import create_app
from companion.core.db import db
from companion.core.settings import load
from tests.visitor import Visitor


def main(when: str, submission: str) -> None:
    app = create_app(load())
    rosa = Visitor(app, "rosa@test.example")
    event.listen(db.session.session_factory, when, die)
    rosa.post("/safety", submission_id=submission, source="check_in", tell="yes")


def die(_session: Any) -> None:
    if request.path == "/safety":
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
