"""Series by any rule, changes of appointments, holidays"""

import sqlalchemy as sa
from alembic import op

revision = "0010_series_rules"
down_revision = "0009_reviews"
branch_labels = None
depends_on = None
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def upgrade() -> None:
    op.create_table(
        "holidays",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_holidays_created_by")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_holidays_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holidays")),
        sa.UniqueConstraint("program_id", "day", name=op.f("uq_holidays_program_id_day")),
    )

    op.create_table(
        "appointment_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("video_link", sa.String(length=300), nullable=False),
        sa.Column("facilitator_id", sa.Uuid(), nullable=False),
        sa.Column("was_cancelled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f("fk_appointment_changes_appointment_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_appointment_changes_by_id")),
        sa.ForeignKeyConstraint(
            ["facilitator_id"], ["people.id"], name=op.f("fk_appointment_changes_facilitator_id")
        ),
        sa.ForeignKeyConstraint(
            ["program_id"], ["programs.id"], name=op.f("fk_appointment_changes_program_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_changes")),
    )
    with op.batch_alter_table("appointment_changes", schema=None) as batch_op:
        batch_op.create_index(
            "ix_appointment_changes_appointment_id_at", ["appointment_id", "at"], unique=False
        )

    op.create_table(
        "schedule_seen",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("seen_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_schedule_seen_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_schedule_seen_program_id")),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_schedule_seen")),
    )

    with op.batch_alter_table("appointments") as batch_op:
        batch_op.add_column(sa.Column("planned_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("holiday_id", sa.Uuid(), nullable=True))
        batch_op.drop_index("ix_appointments_series_id")
        batch_op.create_index("ix_appointments_facilitator_id_starts_at", ["facilitator_id", "starts_at"])
        batch_op.create_unique_constraint(
            op.f("uq_appointments_series_id_planned_at"), ["series_id", "planned_at"]
        )
        batch_op.create_foreign_key(op.f("fk_appointments_holiday_id"), "holidays", ["holiday_id"], ["id"])
    op.execute("update appointments set planned_at = starts_at where series_id is not null")
    with op.batch_alter_table("appointments") as batch_op:
        batch_op.alter_column("sequence", server_default=None)

    with op.batch_alter_table("programs") as batch_op:
        batch_op.add_column(sa.Column("notice_hours", sa.Integer(), nullable=False, server_default="24"))
        batch_op.add_column(sa.Column("allowed_misses", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("misses_weeks", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(op.f("ck_programs_notice_hours"), "notice_hours between 0 and 336")
        batch_op.create_check_constraint(
            op.f("ck_programs_allowed_misses"), "allowed_misses between 0 and 100"
        )
        batch_op.create_check_constraint(op.f("ck_programs_misses_weeks"), "misses_weeks between 1 and 104")
    with op.batch_alter_table("programs") as batch_op:
        batch_op.alter_column("notice_hours", server_default=None)

    with op.batch_alter_table("series") as batch_op:
        batch_op.add_column(sa.Column("rule", sa.String(length=300), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("source_key", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("follows_id", sa.Uuid(), nullable=True))
        batch_op.create_unique_constraint(
            op.f("uq_series_program_id_source_key"), ["program_id", "source_key"]
        )
        batch_op.create_foreign_key(op.f("fk_series_follows_id"), "series", ["follows_id"], ["id"])
    for series_id, weekdays in _series("weekdays"):
        days = ",".join(DAYS[int(number)] for number in weekdays.split(","))
        _set(series_id, "rule", f"FREQ=WEEKLY;BYDAY={days}")
    with op.batch_alter_table("series") as batch_op:
        batch_op.alter_column("rule", server_default=None)
        batch_op.drop_column("weekdays")


def downgrade() -> None:
    with op.batch_alter_table("series") as batch_op:
        batch_op.add_column(sa.Column("weekdays", sa.String(length=20), nullable=False, server_default="0"))
    for series_id, rule in _series("rule"):
        days = [
            str(number) for number, day in enumerate(DAYS) if day in rule.partition("BYDAY=")[2].split(";")[0]
        ]
        _set(series_id, "weekdays", ",".join(days) or "0")
    with op.batch_alter_table("series") as batch_op:
        batch_op.alter_column("weekdays", server_default=None)
        batch_op.drop_constraint(op.f("fk_series_follows_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("uq_series_program_id_source_key"), type_="unique")
        batch_op.drop_column("follows_id")
        batch_op.drop_column("source_key")
        batch_op.drop_column("rule")

    with op.batch_alter_table("programs") as batch_op:
        for name in ("notice_hours", "allowed_misses", "misses_weeks"):
            batch_op.drop_constraint(op.f(f"ck_programs_{name}"), type_="check")
            batch_op.drop_column(name)

    with op.batch_alter_table("appointments") as batch_op:
        batch_op.drop_constraint(op.f("fk_appointments_holiday_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("uq_appointments_series_id_planned_at"), type_="unique")
        batch_op.drop_index("ix_appointments_facilitator_id_starts_at")
        batch_op.create_index("ix_appointments_series_id", ["series_id"])
        batch_op.drop_column("holiday_id")
        batch_op.drop_column("changed_at")
        batch_op.drop_column("sequence")
        batch_op.drop_column("planned_at")

    op.drop_table("schedule_seen")

    with op.batch_alter_table("appointment_changes", schema=None) as batch_op:
        batch_op.drop_index("ix_appointment_changes_appointment_id_at")

    op.drop_table("appointment_changes")

    op.drop_table("holidays")


def _series(column: str) -> list[tuple[str, str]]:
    return [tuple(row) for row in op.get_bind().execute(sa.text(f"select id, {column} from series"))]


def _set(series_id: str, column: str, value: str) -> None:
    said = sa.text(f"update series set {column} = :value where id = :id")
    op.get_bind().execute(said, {"value": value, "id": series_id})
