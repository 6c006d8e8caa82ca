"""Rows that are inserted thousands at a time: one by one, a large demo would take minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert

from companion.accounts.models import Person
from companion.core.db import Model, db, new_id
from companion.core.sealed import sealed_value

CHUNK = 5000


class Rows:
    """Rows about clients, waiting. None of them refers to another."""

    def __init__(self) -> None:
        self._waiting: dict[type[Model], list[dict[str, Any]]] = {}

    def add(
        self, model: type[Model], client: Person, texts: Mapping[str, str] | None = None, **values: Any
    ) -> None:
        """One more row of the client's. ``texts`` are stored sealed."""
        row = {"id": new_id(), "program_id": client.program_id, "client_id": client.id, **values}
        for name, text in (texts or {}).items():
            row[f"{name}_sealed"] = sealed_value(model, name, client.id, text)
        waiting = self._waiting.setdefault(model, [])
        waiting.append(row)
        if len(waiting) >= CHUNK:
            self._insert(model)

    def insert_rest(self) -> None:
        for model in self._waiting:
            self._insert(model)

    def _insert(self, model: type[Model]) -> None:
        if self._waiting[model]:
            db.session.execute(insert(model), self._waiting[model])
            self._waiting[model] = []
