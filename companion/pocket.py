"""What makes the product one for the pocket: it works without a signal, locks itself, and is left at once."""

from __future__ import annotations

from companion.overviews.away import public as away
from companion.overviews.locking import account as own_lock
from companion.overviews.locking import public as locking
from companion.overviews.offline import client as waiting
from companion.overviews.offline import public as offline
from companion.overviews.passkeys import account as passkeys
from companion.overviews.undelivered import admin as undelivered

PUBLIC = [away, locking, offline]
ACCOUNT = [own_lock, passkeys]
CLIENT = [waiting]
ADMIN = [undelivered]
