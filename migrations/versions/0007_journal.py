"""Journal entries"""

import sqlalchemy as sa
from alembic import op

revision = "0007_journal"
down_revision = "0006_practices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "journal_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_journal_entries_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_journal_entries_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entries")),
        sa.UniqueConstraint(
            "client_id", "submission_id", name=op.f("uq_journal_entries_client_id_submission_id")
        ),
    )
    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_journal_entries_client_id_audience_shared_at",
            ["client_id", "audience", "shared_at"],
            unique=False,
        )
        batch_op.create_index(
            "ix_journal_entries_client_id_written_at", ["client_id", "written_at"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_entries_client_id_written_at")
        batch_op.drop_index("ix_journal_entries_client_id_audience_shared_at")

    op.drop_table("journal_entries")
