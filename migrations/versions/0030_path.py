"""The steps of a client's path, and the phases of a track"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0030_path"
down_revision = "0029_asks"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
A_DAY = timedelta(days=1)


def upgrade() -> None:
    op.create_table(
        "phases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("track_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("retired_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_phases_program_id")),
        sa.ForeignKeyConstraint(["track_id"], ["tracks.id"], name=op.f("fk_phases_track_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phases")),
    )
    with op.batch_alter_table("phases", schema=None) as batch_op:
        batch_op.create_index("ix_phases_track_id_position", ["track_id", "position"], unique=False)
    op.create_table(
        "path_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("level", sa.String(length=30), nullable=True),
        sa.Column("track_id", sa.Uuid(), nullable=True),
        sa.Column("phase_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("undone_at", MOMENT, nullable=True),
        sa.Column("undone_by", sa.Uuid(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("(reason is null) = (kind <> 'discharged')", name=op.f("ck_path_steps_reason")),
        sa.CheckConstraint("(undone_at is null) = (undone_by is null)", name=op.f("ck_path_steps_undone")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_path_steps_by_id")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_path_steps_client_id")),
        sa.ForeignKeyConstraint(["phase_id"], ["phases.id"], name=op.f("fk_path_steps_phase_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_path_steps_program_id")),
        sa.ForeignKeyConstraint(["track_id"], ["tracks.id"], name=op.f("fk_path_steps_track_id")),
        sa.ForeignKeyConstraint(["undone_by"], ["people.id"], name=op.f("fk_path_steps_undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_path_steps")),
        sa.UniqueConstraint("client_id", "place", name=op.f("uq_path_steps_client_id_place")),
        sa.UniqueConstraint("client_id", "submission_id", name=op.f("uq_path_steps_client_id_submission_id")),
    )
    _write_steps_of_stays()


def downgrade() -> None:
    op.drop_table("path_steps")
    op.drop_table("phases")


def _write_steps_of_stays() -> None:
    """Each stay that is there began with a step. One that goes on where another ended is a change of track."""
    names = ("program_id", "client_id", "track_id", "started_on", "ended_on", "created_by", "created_at")
    stays = sa.table(
        "enrolments",
        *(sa.column(name, sa.Uuid()) for name in ("program_id", "client_id", "track_id", "created_by")),
        *(sa.column(name, sa.Date()) for name in ("started_on", "ended_on")),
        sa.column("created_at", MOMENT),
    )
    chosen = sa.select(*(stays.c[name] for name in names)).order_by(stays.c.client_id, stays.c.started_on)
    rows, before = [], None
    for stay in op.get_bind().execute(chosen).all():
        is_same = before is not None and before.client_id == stay.client_id
        goes_on = bool(is_same and before.ended_on and stay.started_on - before.ended_on == A_DAY)
        if before is not None and before.ended_on and not goes_on:
            rows += _left(before)
        rows.append(_step(stay, "moved" if goes_on else "enrolled", stay.started_on))
        before = stay
    if before is not None and before.ended_on:
        rows += _left(before)
    _insert(rows)


def _left(stay: Any) -> list[dict[str, Any]]:
    ended = _step(stay, "discharged", stay.ended_on) | {"reason": "other"}
    return [ended, _step(stay, "alumni", stay.ended_on + A_DAY)]


def _step(stay: Any, kind: str, on_day: Any) -> dict[str, Any]:
    own = {"id": uuid4(), "program_id": stay.program_id, "client_id": stay.client_id, "kind": kind}
    is_begun = kind in ("enrolled", "moved")
    level = "intensive_outpatient" if kind == "enrolled" else None
    about = {"on_day": on_day, "level": level, "track_id": stay.track_id if is_begun else None}
    return {**own, **about, "reason": None, "by_id": stay.created_by, "at": stay.created_at}


def _insert(rows: list[dict[str, Any]]) -> None:
    steps = sa.table(
        "path_steps",
        *(sa.column(name, sa.Uuid()) for name in ("id", "program_id", "client_id", "track_id", "by_id")),
        *(sa.column(name, sa.String()) for name in ("kind", "level", "reason")),
        sa.column("place", sa.Integer()),
        sa.column("on_day", sa.Date()),
        sa.column("at", MOMENT),
    )
    places: dict[Any, int] = {}
    for row in rows:
        places[row["client_id"]] = row["place"] = places.get(row["client_id"], 0) + 1
    if rows:
        op.bulk_insert(steps, rows)
