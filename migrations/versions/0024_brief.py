"""Notes to prepare a session, who read which entry, what is for the group, and when the program reads"""

import sqlalchemy as sa
from alembic import op

revision = "0024_brief"
down_revision = "0023_triage"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "session_preps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f("fk_session_preps_appointment_id")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_session_preps_author_id")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_session_preps_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_session_preps_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_preps")),
    )
    with op.batch_alter_table("session_preps", schema=None) as batch_op:
        batch_op.create_index(
            "ix_session_preps_client_id_author_id", ["client_id", "author_id"], unique=False
        )

    op.create_table(
        "readings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_readings_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_readings_program_id")),
        sa.ForeignKeyConstraint(["reader_id"], ["people.id"], name=op.f("fk_readings_reader_id")),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name=op.f("fk_readings_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )
    with op.batch_alter_table("readings", schema=None) as batch_op:
        batch_op.create_index("ix_readings_client_id_subject_id", ["client_id", "subject_id"], unique=False)
        batch_op.create_index("ix_readings_review_id", ["review_id"], unique=False)

    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.add_column(sa.Column("newest_id", sa.Uuid(), nullable=True))
    with op.batch_alter_table("agenda_topics", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_for_group", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("programs", schema=None) as batch_op:
        for name in ("reads_en", "reads_es"):
            batch_op.add_column(sa.Column(name, sa.String(200), nullable=False, server_default=""))
    with op.batch_alter_table("agenda_topics", schema=None) as batch_op:
        batch_op.alter_column("is_for_group", server_default=None)
    with op.batch_alter_table("programs", schema=None) as batch_op:
        for name in ("reads_en", "reads_es"):
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("programs", schema=None) as batch_op:
        for name in ("reads_en", "reads_es"):
            batch_op.drop_column(name)
    with op.batch_alter_table("agenda_topics", schema=None) as batch_op:
        batch_op.drop_column("is_for_group")
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.drop_column("newest_id")
    with op.batch_alter_table("readings", schema=None) as batch_op:
        batch_op.drop_index("ix_readings_review_id")
        batch_op.drop_index("ix_readings_client_id_subject_id")

    op.drop_table("readings")
    with op.batch_alter_table("session_preps", schema=None) as batch_op:
        batch_op.drop_index("ix_session_preps_client_id_author_id")

    op.drop_table("session_preps")
