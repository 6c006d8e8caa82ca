"""Whether the time of an answer tells if an email is known: how often the known one took longer.

0.5 is a coin; 0.35 to 0.65 says nothing. ``python -m bench.uniform_answers``, in one run on one machine.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import delete

from companion.accounts.models import Throttle
from companion.app import create_app
from companion.core import clock, schema
from companion.core.db import db
from companion.core.settings import Settings
from companion.demo import clinic

ROUNDS = 200
KNOWN, UNKNOWN = "client@demo.example", "nobody@demo.example"


def took(client: FlaskClient, address: str, email: str) -> float:
    form = {"email": email, "password": "not the right one at all"}
    with client.application.app_context():
        db.session.execute(delete(Throttle))
        db.session.commit()
    began = time.perf_counter()
    client.post(address, data=form)
    return time.perf_counter() - began


def share_of_longer(known: list[float], unknown: list[float]) -> float:
    """The area under the curve: of all pairs, those in which the known one took longer."""
    return sum(one > other for one in known for other in unknown) / (len(known) * len(unknown))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            secret_keys=("s" * 32,),
            data_keys={"1": b"k" * 32},
            index_key=b"i" * 32,
            database_url=f"sqlite:///{Path(folder)}/bench.sqlite3",
        )
        app = create_app(settings)
        app.config.update(WTF_CSRF_ENABLED=False, HAS_MAIL=True)
        with app.app_context():
            schema.upgrade()
            clinic.make(clients=2, weeks=1, now=clock.now())
        client = app.test_client()
        for address in ("/sign-in", "/sign-in/link"):
            times: dict[str, list[float]] = {KNOWN: [], UNKNOWN: []}
            for _ in range(ROUNDS):
                for email, found in times.items():
                    found.append(took(client, address, email))
            print(f"{address}: {share_of_longer(times[KNOWN], times[UNKNOWN]):.2f}")


if __name__ == "__main__":
    main()
