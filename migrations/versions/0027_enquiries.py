"""Requests for help, what was considered about them, and what a program promises"""

import sqlalchemy as sa
from alembic import op

revision = "0027_enquiries"
down_revision = "0026_consents"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TEAMS = sa.text("client_id is null")


def upgrade() -> None:
    op.create_table(
        "enquiries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("form_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("address_key", sa.LargeBinary(length=32), nullable=True),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("answer_by", MOMENT, nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("about", sa.String(length=12), nullable=True),
        sa.Column("state", sa.String(length=2), nullable=True),
        sa.Column("voicemail", sa.String(length=3), nullable=True),
        sa.Column("texting", sa.String(length=3), nullable=True),
        sa.Column("emailing", sa.String(length=3), nullable=True),
        sa.Column("held_because", sa.String(length=12), nullable=True),
        sa.Column("claimed_by", sa.Uuid(), nullable=True),
        sa.Column("claimed_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("purged_at", MOMENT, nullable=True),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("email_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("when_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("going_on_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("(claimed_at is null) = (claimed_by is null)", name=op.f("ck_enquiries_claimed")),
        sa.CheckConstraint("(closed_at is null) = (outcome is null)", name=op.f("ck_enquiries_closed")),
        sa.CheckConstraint("purged_at is null or closed_at is not null", name=op.f("ck_enquiries_purged")),
        sa.ForeignKeyConstraint(["claimed_by"], ["people.id"], name=op.f("fk_enquiries_claimed_by")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_enquiries_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_enquiries_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiries")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_enquiries_code_hash")),
        sa.UniqueConstraint("form_hash", name=op.f("uq_enquiries_form_hash")),
    )
    with op.batch_alter_table("enquiries", schema=None) as batch_op:
        batch_op.create_index("ix_enquiries_address_key", ["address_key"], unique=False)
        batch_op.create_index(
            "ix_enquiries_program_id_closed_at_received_at",
            ["program_id", "closed_at", "received_at"],
            unique=False,
        )
    op.create_table(
        "enquiry_acts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("enquiry_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("how", sa.String(length=12), nullable=True),
        sa.Column("is_reached", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "(by_id is null) = (act in ('add', 'take_back'))", name=op.f("ck_enquiry_acts_by")
        ),
        sa.CheckConstraint("(how is null) = (act <> 'attempt')", name=op.f("ck_enquiry_acts_how")),
        sa.CheckConstraint(
            "(outcome is null) = (act not in ('close', 'take_back'))", name=op.f("ck_enquiry_acts_outcome")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_enquiry_acts_by_id")),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiries.id"], name=op.f("fk_enquiry_acts_enquiry_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_enquiry_acts_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiry_acts")),
        sa.UniqueConstraint(
            "enquiry_id", "submission_id", name=op.f("uq_enquiry_acts_enquiry_id_submission_id")
        ),
    )
    with op.batch_alter_table("enquiry_acts", schema=None) as batch_op:
        batch_op.create_index("ix_enquiry_acts_enquiry_id_at", ["enquiry_id", "at"], unique=False)
    op.create_table(
        "level_checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("enquiry_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("talked_at", MOMENT, nullable=True),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["enquiry_id"], ["enquiries.id"], name=op.f("fk_level_checks_enquiry_id")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_level_checks_made_by")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_level_checks_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_level_checks")),
        sa.UniqueConstraint(
            "enquiry_id", "submission_id", name=op.f("uq_level_checks_enquiry_id_submission_id")
        ),
    )
    with op.batch_alter_table("level_checks", schema=None) as batch_op:
        batch_op.create_index("ix_level_checks_enquiry_id_made_at", ["enquiry_id", "made_at"], unique=False)

    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer_days", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("enquiry_days", sa.Integer(), nullable=False, server_default="90"))
        batch_op.add_column(
            sa.Column("is_help_free", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("slug", sa.String(length=40), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_programs_slug"), ["slug"])
        batch_op.create_check_constraint(
            batch_op.f("ck_programs_answer_days"), "answer_days between 1 and 10"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_programs_enquiry_days"), "enquiry_days between 1 and 3650"
        )
    with op.batch_alter_table("programs", schema=None) as batch_op:
        for name in ("answer_days", "enquiry_days", "is_help_free"):
            batch_op.alter_column(name, server_default=None)

    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.alter_column("client_id", existing_type=sa.Uuid(), nullable=True)
        batch_op.create_check_constraint(
            batch_op.f("ck_tasks_client"), "(client_id is null) = (kind in ('enquiry', 'level'))"
        )
        batch_op.create_index("ix_tasks_program_id_done_at", ["program_id", "done_at"], unique=False)
        batch_op.create_index(
            "uq_tasks_kind_subject_id",
            ["kind", "subject_id"],
            unique=True,
            sqlite_where=TEAMS,
            postgresql_where=TEAMS,
        )


def downgrade() -> None:
    # What they are about goes as well.
    op.execute("delete from tasks where client_id is null")
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.drop_index("uq_tasks_kind_subject_id", sqlite_where=TEAMS, postgresql_where=TEAMS)
        batch_op.drop_index("ix_tasks_program_id_done_at")
        batch_op.drop_constraint(batch_op.f("ck_tasks_client"), type_="check")
        batch_op.alter_column("client_id", existing_type=sa.Uuid(), nullable=False)

    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_programs_enquiry_days"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_programs_answer_days"), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_programs_slug"), type_="unique")
        for name in ("slug", "is_help_free", "enquiry_days", "answer_days"):
            batch_op.drop_column(name)

    for table in ("level_checks", "enquiry_acts", "enquiries"):
        op.drop_table(table)
