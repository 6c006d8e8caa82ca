"""What a progress note may hold, and until when a session is offered for one.

Source: project rules. A signed note stays as it was signed: what is changed later is a new version.
"""

from __future__ import annotations

from datetime import timedelta

BODY_MOST = 10_000
COMMENT_MOST = 1_000
SESSIONS_WITHIN = timedelta(weeks=8)
SESSIONS_MOST = 12
