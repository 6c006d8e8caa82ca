"""Duties of staff, what a program offers in planning and keeps, and the trail by program"""

import sqlalchemy as sa
from alembic import op

revision = "0031_duties"
down_revision = "0030_path"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "duties",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("duty", sa.String(length=20), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(until is null) = (ended_by is null)", name=op.f("ck_duties_ended")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_duties_program_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_duties_person_id")),
        sa.ForeignKeyConstraint(["given_by"], ["people.id"], name=op.f("fk_duties_given_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["people.id"], name=op.f("fk_duties_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
    )
    with op.batch_alter_table("duties", schema=None) as batch_op:
        batch_op.create_index("ix_duties_program_id", ["program_id"], unique=False)
        batch_op.create_index(
            "uq_duties_person_id_duty",
            ["person_id", "duty"],
            unique=True,
            sqlite_where=sa.text("until is null"),
            postgresql_where=sa.text("until is null"),
        )
    op.create_table(
        "disclosure_exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["program_id"], ["programs.id"], name=op.f("fk_disclosure_exports_program_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_disclosure_exports_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_exports")),
        sa.UniqueConstraint(
            "made_by", "submission_id", name=op.f("uq_disclosure_exports_made_by_submission_id")
        ),
    )
    for table in ("events", "disclosures"):
        op.create_index(f"ix_{table}_program_id_at", table, ["program_id", "at"], unique=False)
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("retention_years", sa.Integer(), nullable=False, server_default="7"))
        for name in ("session_titles", "rooms"):
            batch_op.add_column(sa.Column(name, sa.String(length=1000), nullable=False, server_default=""))
        batch_op.create_check_constraint(
            batch_op.f("ck_programs_retention_years"), "retention_years between 1 and 50"
        )
    with op.batch_alter_table("programs", schema=None) as batch_op:
        for name in ("retention_years", "session_titles", "rooms"):
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_programs_retention_years"), type_="check")
        for name in ("rooms", "session_titles", "retention_years"):
            batch_op.drop_column(name)
    for table in ("events", "disclosures"):
        op.drop_index(f"ix_{table}_program_id_at", table_name=table)
    for table in ("disclosure_exports", "duties"):
        op.drop_table(table)
