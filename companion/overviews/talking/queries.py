"""Whom a client can call or text right after a request to talk."""

from __future__ import annotations

from companion.access.models import Support
from companion.accounts.models import Person
from companion.records.contacts import queries as contacts
from companion.records.contacts.models import Contact


def people_to_call(client: Person, support: Support) -> list[Contact]:
    """The client's own list, first whoever is called like the supporter. The app has no other number."""
    asked = support.name.casefold()
    return sorted(contacts.contacts_of(client), key=lambda one: one.name.casefold() != asked)
