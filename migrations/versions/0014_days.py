"""Check-ins, use, day counts, worksheets, open waves"""

import sqlalchemy as sa
from alembic import op

revision = "0014_days"
down_revision = "0013_picks"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "check_in_questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("english", sa.String(length=120), nullable=False),
        sa.Column("spanish", sa.String(length=120), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_check_in_questions_created_by")),
        sa.ForeignKeyConstraint(
            ["program_id"], ["programs.id"], name=op.f("fk_check_in_questions_program_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_questions")),
    )
    with op.batch_alter_table("check_in_questions", schema=None) as batch_op:
        batch_op.create_index("ix_check_in_questions_program_id", ["program_id"], unique=False)

    op.create_table(
        "check_ins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mood", sa.Integer(), nullable=True),
        sa.Column("sleep", sa.String(length=8), nullable=True),
        sa.Column("strongest", sa.Integer(), nullable=True),
        sa.Column("used", sa.String(length=4), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("mood between 0 and 4", name=op.f("ck_check_ins_mood")),
        sa.CheckConstraint("strongest between 0 and 10", name=op.f("ck_check_ins_strongest")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_check_ins_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_check_ins_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_ins")),
        sa.UniqueConstraint("client_id", "day", name=op.f("uq_check_ins_client_id_day")),
    )
    op.create_table(
        "day_counts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=True),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("shows_run", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_day_counts_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_day_counts_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_counts")),
        sa.UniqueConstraint("client_id", name=op.f("uq_day_counts_client_id")),
    )
    op.create_table(
        "uses",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_team_told", sa.Boolean(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=True),
        sa.Column("step_done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("around_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_uses_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_uses_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uses")),
        sa.UniqueConstraint("client_id", "submission_id", name=op.f("uq_uses_client_id_submission_id")),
    )
    with op.batch_alter_table("uses", schema=None) as batch_op:
        batch_op.create_index("ix_uses_client_id_used_on", ["client_id", "used_on"], unique=False)

    op.create_table(
        "worksheets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_worksheets_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_worksheets_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worksheets")),
        sa.UniqueConstraint("client_id", "submission_id", name=op.f("uq_worksheets_client_id_submission_id")),
    )
    with op.batch_alter_table("worksheets", schema=None) as batch_op:
        batch_op.create_index(
            "ix_worksheets_client_id_kind_made_at", ["client_id", "kind", "made_at"], unique=False
        )

    with op.batch_alter_table("cravings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("shows_use_safety", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(sa.Column("is_use_told", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.alter_column("shows_use_safety", server_default=None)
        batch_op.alter_column("is_use_told", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.drop_column("is_use_told")
        batch_op.drop_column("shows_use_safety")

    with op.batch_alter_table("cravings", schema=None) as batch_op:
        batch_op.drop_column("removed_at")
        batch_op.drop_column("left_at")

    with op.batch_alter_table("worksheets", schema=None) as batch_op:
        batch_op.drop_index("ix_worksheets_client_id_kind_made_at")

    op.drop_table("worksheets")
    with op.batch_alter_table("uses", schema=None) as batch_op:
        batch_op.drop_index("ix_uses_client_id_used_on")

    op.drop_table("uses")
    op.drop_table("day_counts")
    op.drop_table("check_ins")
    with op.batch_alter_table("check_in_questions", schema=None) as batch_op:
        batch_op.drop_index("ix_check_in_questions_program_id")

    op.drop_table("check_in_questions")
