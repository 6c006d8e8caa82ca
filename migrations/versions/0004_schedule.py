"""Weekly series and appointments"""

import sqlalchemy as sa
from alembic import op

revision = "0004_schedule"
down_revision = "0003_outbox"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("track_id", sa.Uuid(), nullable=False),
        sa.Column("facilitator_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("weekdays", sa.String(length=20), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("video_link", sa.String(length=300), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("minutes between 5 and 720", name=op.f("ck_series_minutes")),
        sa.CheckConstraint("until_on >= starts_on", name=op.f("ck_series_ends_after_start")),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_series_created_by")),
        sa.ForeignKeyConstraint(["facilitator_id"], ["people.id"], name=op.f("fk_series_facilitator_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_series_program_id")),
        sa.ForeignKeyConstraint(["track_id"], ["tracks.id"], name=op.f("fk_series_track_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.create_index("ix_series_program_id_track_id", ["program_id", "track_id"], unique=False)

    op.create_table(
        "appointments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("series_id", sa.Uuid(), nullable=True),
        sa.Column("track_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("facilitator_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("video_link", sa.String(length=300), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(track_id is null) <> (client_id is null)", name=op.f("ck_appointments_group_or_individual")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_appointments_ends_after_start")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_appointments_client_id")),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_appointments_created_by")),
        sa.ForeignKeyConstraint(
            ["facilitator_id"], ["people.id"], name=op.f("fk_appointments_facilitator_id")
        ),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_appointments_program_id")),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_appointments_series_id")),
        sa.ForeignKeyConstraint(["track_id"], ["tracks.id"], name=op.f("fk_appointments_track_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
    )
    with op.batch_alter_table("appointments", schema=None) as batch_op:
        batch_op.create_index("ix_appointments_client_id_starts_at", ["client_id", "starts_at"], unique=False)
        batch_op.create_index(
            "ix_appointments_program_id_starts_at", ["program_id", "starts_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_appointments_series_id"), ["series_id"], unique=False)
        batch_op.create_index("ix_appointments_track_id_starts_at", ["track_id", "starts_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("appointments", schema=None) as batch_op:
        batch_op.drop_index("ix_appointments_track_id_starts_at")
        batch_op.drop_index(batch_op.f("ix_appointments_series_id"))
        batch_op.drop_index("ix_appointments_program_id_starts_at")
        batch_op.drop_index("ix_appointments_client_id_starts_at")

    op.drop_table("appointments")
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.drop_index("ix_series_program_id_track_id")

    op.drop_table("series")
