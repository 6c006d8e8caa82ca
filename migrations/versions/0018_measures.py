"""Measures, how often they are asked for, home checks"""

import sqlalchemy as sa
from alembic import op

revision = "0018_measures"
down_revision = "0017_library"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "measures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("instrument_key", sa.String(length=20), nullable=False),
        sa.Column("instrument_version", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("numbers", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_measures_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_measures_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measures")),
        sa.UniqueConstraint("client_id", "submission_id", name=op.f("uq_measures_client_id_submission_id")),
    )
    with op.batch_alter_table("measures", schema=None) as batch_op:
        batch_op.create_index(
            "ix_measures_client_id_instrument_begun_at",
            ["client_id", "instrument_key", "begun_at"],
            unique=False,
        )

    op.create_table(
        "measure_cadences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("instrument_key", sa.String(length=20), nullable=False),
        sa.Column("rhythm", sa.String(length=10), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_measure_cadences_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_measure_cadences_program_id")),
        sa.ForeignKeyConstraint(["set_by"], ["people.id"], name=op.f("fk_measure_cadences_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_cadences")),
    )
    with op.batch_alter_table("measure_cadences", schema=None) as batch_op:
        batch_op.create_index("ix_measure_cadences_client_id_set_at", ["client_id", "set_at"], unique=False)

    op.create_table(
        "home_checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_home_checks_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_home_checks_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_checks")),
        sa.UniqueConstraint(
            "client_id", "submission_id", name=op.f("uq_home_checks_client_id_submission_id")
        ),
    )
    with op.batch_alter_table("home_checks", schema=None) as batch_op:
        batch_op.create_index(
            "ix_home_checks_client_id_answered_at", ["client_id", "answered_at"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("home_checks", schema=None) as batch_op:
        batch_op.drop_index("ix_home_checks_client_id_answered_at")

    op.drop_table("home_checks")
    with op.batch_alter_table("measure_cadences", schema=None) as batch_op:
        batch_op.drop_index("ix_measure_cadences_client_id_set_at")

    op.drop_table("measure_cadences")
    with op.batch_alter_table("measures", schema=None) as batch_op:
        batch_op.drop_index("ix_measures_client_id_instrument_begun_at")

    op.drop_table("measures")
