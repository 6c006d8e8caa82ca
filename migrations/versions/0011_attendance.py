"""Attendance, skills taught, notices, commitments"""

import sqlalchemy as sa
from alembic import op

revision = "0011_attendance"
down_revision = "0010_series_rules"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attendances",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("minutes_missed", sa.Integer(), nullable=False),
        sa.Column("makes_up_id", sa.Uuid(), nullable=True),
        sa.Column("counts_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("led_by", sa.Uuid(), nullable=False),
        sa.Column("marked_by", sa.Uuid(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("minutes between 0 and 720", name=op.f("ck_attendances_minutes")),
        sa.CheckConstraint("minutes_missed between 0 and 720", name=op.f("ck_attendances_minutes_missed")),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f("fk_attendances_appointment_id")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_attendances_client_id")),
        sa.ForeignKeyConstraint(["led_by"], ["people.id"], name=op.f("fk_attendances_led_by")),
        sa.ForeignKeyConstraint(
            ["makes_up_id"], ["appointments.id"], name=op.f("fk_attendances_makes_up_id")
        ),
        sa.ForeignKeyConstraint(["marked_by"], ["people.id"], name=op.f("fk_attendances_marked_by")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_attendances_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sa.UniqueConstraint(
            "appointment_id", "client_id", name=op.f("uq_attendances_appointment_id_client_id")
        ),
    )
    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.create_index("ix_attendances_client_id_counts_on", ["client_id", "counts_on"], unique=False)
        batch_op.create_index("ix_attendances_client_id_starts_at", ["client_id", "starts_at"], unique=False)

    op.create_table(
        "taught",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("skill_key", sa.String(length=40), nullable=False),
        sa.Column("taught_by", sa.Uuid(), nullable=False),
        sa.Column("taught_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f("fk_taught_appointment_id")
        ),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_taught_program_id")),
        sa.ForeignKeyConstraint(["taught_by"], ["people.id"], name=op.f("fk_taught_taught_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taught")),
        sa.UniqueConstraint("appointment_id", "skill_key", name=op.f("uq_taught_appointment_id_skill_key")),
    )

    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f("fk_notices_appointment_id")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_notices_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_notices_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("client_id", "submission_id", name=op.f("uq_notices_client_id_submission_id")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index("ix_notices_appointment_id", ["appointment_id"], unique=False)
        batch_op.create_index("ix_notices_client_id_told_at", ["client_id", "told_at"], unique=False)

    op.create_table(
        "commitments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("weekdays", sa.String(length=20), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("label_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_commitments_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_commitments_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
        sa.UniqueConstraint(
            "client_id", "submission_id", name=op.f("uq_commitments_client_id_submission_id")
        ),
    )
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.create_index(
            "ix_commitments_client_id_created_at", ["client_id", "created_at"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.drop_index("ix_commitments_client_id_created_at")

    op.drop_table("commitments")

    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_index("ix_notices_client_id_told_at")
        batch_op.drop_index("ix_notices_appointment_id")

    op.drop_table("notices")

    op.drop_table("taught")

    with op.batch_alter_table("attendances", schema=None) as batch_op:
        batch_op.drop_index("ix_attendances_client_id_starts_at")
        batch_op.drop_index("ix_attendances_client_id_counts_on")

    op.drop_table("attendances")
