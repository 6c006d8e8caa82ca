"""Progress notes, counseling notes, files of a timeline, and indexes to page through one"""

import sqlalchemy as sa
from alembic import op

revision = "0025_notes"
down_revision = "0024_brief"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counseling_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note_id", sa.Uuid(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "(note_id is null) = (replaced_at is null)", name=op.f("ck_counseling_notes_replaced")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_counseling_notes_author_id")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_counseling_notes_client_id")),
        sa.ForeignKeyConstraint(
            ["note_id"], ["counseling_notes.id"], name=op.f("fk_counseling_notes_note_id")
        ),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_counseling_notes_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counseling_notes")),
        sa.UniqueConstraint(
            "author_id", "submission_id", name=op.f("uq_counseling_notes_author_id_submission_id")
        ),
    )
    with op.batch_alter_table("counseling_notes", schema=None) as batch_op:
        batch_op.create_index(
            "ix_counseling_notes_author_id_client_id_written_at",
            ["author_id", "client_id", "written_at"],
            unique=False,
        )

    op.create_table(
        "timeline_exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_timeline_exports_client_id")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_timeline_exports_made_by")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_timeline_exports_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timeline_exports")),
        sa.UniqueConstraint(
            "client_id", "submission_id", name=op.f("uq_timeline_exports_client_id_submission_id")
        ),
    )
    with op.batch_alter_table("timeline_exports", schema=None) as batch_op:
        batch_op.create_index("ix_timeline_exports_client_id_made_at", ["client_id", "made_at"], unique=False)

    op.create_table(
        "progress_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("appointment_id", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["appointment_id"], ["appointments.id"], name=op.f("fk_progress_notes_appointment_id")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_progress_notes_author_id")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_progress_notes_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_progress_notes_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_notes")),
        sa.UniqueConstraint(
            "client_id", "submission_id", name=op.f("uq_progress_notes_client_id_submission_id")
        ),
    )
    with op.batch_alter_table("progress_notes", schema=None) as batch_op:
        batch_op.create_index(
            "ix_progress_notes_client_id_signed_at", ["client_id", "signed_at"], unique=False
        )

    op.create_table(
        "note_comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_note_comments_client_id")),
        sa.ForeignKeyConstraint(["note_id"], ["progress_notes.id"], name=op.f("fk_note_comments_note_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_note_comments_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_comments")),
        sa.UniqueConstraint(
            "client_id", "submission_id", name=op.f("uq_note_comments_client_id_submission_id")
        ),
    )
    with op.batch_alter_table("note_comments", schema=None) as batch_op:
        batch_op.create_index("ix_note_comments_client_id_made_at", ["client_id", "made_at"], unique=False)
        batch_op.create_index("ix_note_comments_note_id", ["note_id"], unique=False)

    with op.batch_alter_table("check_ins", schema=None) as batch_op:
        batch_op.create_index(
            "ix_check_ins_client_id_answered_at", ["client_id", "answered_at"], unique=False
        )

    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_journal_entries_client_id_shared_at", ["client_id", "shared_at"], unique=False
        )

    with op.batch_alter_table("measures", schema=None) as batch_op:
        batch_op.create_index("ix_measures_client_id_finished_at", ["client_id", "finished_at"], unique=False)

    with op.batch_alter_table("plan_lines", schema=None) as batch_op:
        batch_op.create_index("ix_plan_lines_client_id_changed_at", ["client_id", "changed_at"], unique=False)

    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shows_notes", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.alter_column("shows_notes", server_default=None)

    with op.batch_alter_table("safety_alerts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_safety_alerts_client_id_opened_at", ["client_id", "opened_at"], unique=False
        )

    with op.batch_alter_table("uses", schema=None) as batch_op:
        batch_op.create_index("ix_uses_client_id_team_told_at", ["client_id", "team_told_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("uses", schema=None) as batch_op:
        batch_op.drop_index("ix_uses_client_id_team_told_at")

    with op.batch_alter_table("safety_alerts", schema=None) as batch_op:
        batch_op.drop_index("ix_safety_alerts_client_id_opened_at")

    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.drop_column("shows_notes")

    with op.batch_alter_table("plan_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_lines_client_id_changed_at")

    with op.batch_alter_table("measures", schema=None) as batch_op:
        batch_op.drop_index("ix_measures_client_id_finished_at")

    with op.batch_alter_table("journal_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_entries_client_id_shared_at")

    with op.batch_alter_table("check_ins", schema=None) as batch_op:
        batch_op.drop_index("ix_check_ins_client_id_answered_at")

    with op.batch_alter_table("note_comments", schema=None) as batch_op:
        batch_op.drop_index("ix_note_comments_note_id")
        batch_op.drop_index("ix_note_comments_client_id_made_at")

    op.drop_table("note_comments")
    with op.batch_alter_table("progress_notes", schema=None) as batch_op:
        batch_op.drop_index("ix_progress_notes_client_id_signed_at")

    op.drop_table("progress_notes")
    with op.batch_alter_table("timeline_exports", schema=None) as batch_op:
        batch_op.drop_index("ix_timeline_exports_client_id_made_at")

    op.drop_table("timeline_exports")
    with op.batch_alter_table("counseling_notes", schema=None) as batch_op:
        batch_op.drop_index("ix_counseling_notes_author_id_client_id_written_at")

    op.drop_table("counseling_notes")
