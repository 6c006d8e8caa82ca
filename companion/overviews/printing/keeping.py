"""Who may keep the plan on a phone: whoever has a PIN to seal it with, and the phone for themselves."""

from __future__ import annotations

from flask import g

from companion.accounts import guard, locks
from companion.accounts.models import Person, SignInSession
from companion.core.words import _
from companion.overviews.printing.forms import KeepForm


def can_keep(client: Person, sign_in: SignInSession) -> bool:
    """Never on a phone that the client called shared."""
    return client.lock is not None and client.lock.pin_hash is not None and not sign_in.is_shared_phone


def is_pin(form: KeepForm) -> bool:
    """Counted like a try at the lock: here is no way to guess faster."""
    if not guard.begin_try():
        form.fail("pin", _("Please wait a moment before the next try."))
        return False
    if not locks.is_pin(g.client, form.pin.data):
        form.fail("pin", _("This PIN is not right. Please try again."))
        return False
    locks.forget_tries(g.sign_in)
    return True
