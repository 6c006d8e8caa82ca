"""What the web server runs. The garbage collector is told to leave alone what start-up made."""

from __future__ import annotations

import gc

from companion.app import create_app
from companion.core.settings import load

app = create_app(load())
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 100)
