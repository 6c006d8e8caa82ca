"""What the web server runs. The garbage collector is told to leave alone what start-up made."""

from __future__ import annotations

import gc

from companion import working
from companion.app import create_app
from companion.core.settings import load

settings = load()
app = create_app(settings)
if settings.with_work:
    working.work_along(app, settings)
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
