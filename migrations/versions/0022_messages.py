"""The thread between a client and the care team, and who stands in"""

import sqlalchemy as sa
from alembic import op

revision = "0022_messages"
down_revision = "0021_file_states"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "covers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("counselor_id", sa.Uuid(), nullable=False),
        sa.Column("colleague_id", sa.Uuid(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("named_by", sa.Uuid(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_covers_days")),
        sa.CheckConstraint("colleague_id <> counselor_id", name=op.f("ck_covers_another")),
        sa.ForeignKeyConstraint(["colleague_id"], ["people.id"], name=op.f("fk_covers_colleague_id")),
        sa.ForeignKeyConstraint(["counselor_id"], ["people.id"], name=op.f("fk_covers_counselor_id")),
        sa.ForeignKeyConstraint(["named_by"], ["people.id"], name=op.f("fk_covers_named_by")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_covers_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_covers")),
    )
    with op.batch_alter_table("covers", schema=None) as batch_op:
        batch_op.create_index("ix_covers_colleague_id_last_on", ["colleague_id", "last_on"], unique=False)
        batch_op.create_index("ix_covers_counselor_id_last_on", ["counselor_id", "last_on"], unique=False)

    op.create_table(
        "thread_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_by", sa.Uuid(), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_soon", sa.Boolean(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("(read_at is null) = (read_by is null)", name=op.f("ck_thread_messages_read")),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_thread_messages_author_id")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_thread_messages_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_thread_messages_program_id")),
        sa.ForeignKeyConstraint(["read_by"], ["people.id"], name=op.f("fk_thread_messages_read_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thread_messages")),
        sa.UniqueConstraint(
            "client_id", "submission_id", name=op.f("uq_thread_messages_client_id_submission_id")
        ),
    )
    with op.batch_alter_table("thread_messages", schema=None) as batch_op:
        batch_op.create_index("ix_thread_messages_client_id_sent_at", ["client_id", "sent_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("thread_messages", schema=None) as batch_op:
        batch_op.drop_index("ix_thread_messages_client_id_sent_at")

    op.drop_table("thread_messages")
    with op.batch_alter_table("covers", schema=None) as batch_op:
        batch_op.drop_index("ix_covers_counselor_id_last_on")
        batch_op.drop_index("ix_covers_colleague_id_last_on")

    op.drop_table("covers")
