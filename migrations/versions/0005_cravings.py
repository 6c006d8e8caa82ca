"""Cravings"""

import sqlalchemy as sa
from alembic import op

revision = "0005_cravings"
down_revision = "0004_schedule"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cravings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("strength", sa.Integer(), nullable=True),
        sa.Column("strength_after", sa.Integer(), nullable=True),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("skill_key", sa.String(length=40), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("triggers_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("strength between 0 and 10", name=op.f("ck_cravings_strength")),
        sa.CheckConstraint("strength_after between 0 and 10", name=op.f("ck_cravings_strength_after")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_cravings_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_cravings_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cravings")),
        sa.UniqueConstraint("client_id", "submission_id", name=op.f("uq_cravings_client_id_submission_id")),
    )
    with op.batch_alter_table("cravings", schema=None) as batch_op:
        batch_op.create_index("ix_cravings_client_id_occurred_at", ["client_id", "occurred_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("cravings", schema=None) as batch_op:
        batch_op.drop_index("ix_cravings_client_id_occurred_at")

    op.drop_table("cravings")
