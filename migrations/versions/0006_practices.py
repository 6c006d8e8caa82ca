"""Practised skills"""

import sqlalchemy as sa
from alembic import op

revision = "0006_practices"
down_revision = "0005_cravings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "practices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("craving_id", sa.Uuid(), nullable=True),
        sa.Column("skill_key", sa.String(length=40), nullable=False),
        sa.Column("skill_version", sa.Integer(), nullable=False),
        sa.Column("practiced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("after", sa.Integer(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("after between 0 and 10", name=op.f("ck_practices_after")),
        sa.CheckConstraint("before between 0 and 10", name=op.f("ck_practices_before")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_practices_client_id")),
        sa.ForeignKeyConstraint(["craving_id"], ["cravings.id"], name=op.f("fk_practices_craving_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_practices_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practices")),
        sa.UniqueConstraint("client_id", "submission_id", name=op.f("uq_practices_client_id_submission_id")),
    )
    with op.batch_alter_table("practices", schema=None) as batch_op:
        batch_op.create_index(
            "ix_practices_client_id_practiced_at", ["client_id", "practiced_at"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("practices", schema=None) as batch_op:
        batch_op.drop_index("ix_practices_client_id_practiced_at")

    op.drop_table("practices")
