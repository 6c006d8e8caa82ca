"""When staff are at work, safety alerts, tasks, and what clients want to talk about"""

import sqlalchemy as sa
from alembic import op

revision = "0019_safety"
down_revision = "0018_measures"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "staffed_hours",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.Time(), nullable=False),
        sa.Column("closes_at", sa.Time(), nullable=False),
        sa.CheckConstraint("weekday between 0 and 6", name=op.f("ck_staffed_hours_weekday")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_staffed_hours_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staffed_hours")),
        sa.UniqueConstraint("program_id", "weekday", name=op.f("uq_staffed_hours_program_id_weekday")),
    )
    op.create_table(
        "safety_alerts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_safety_alerts_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_safety_alerts_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_alerts")),
        sa.UniqueConstraint("client_id", "subject_id", name=op.f("uq_safety_alerts_client_id_subject_id")),
    )
    with op.batch_alter_table("safety_alerts", schema=None) as batch_op:
        batch_op.create_index("ix_safety_alerts_client_id_state", ["client_id", "state"], unique=False)
        batch_op.create_index(
            "ix_safety_alerts_program_id_state_told_at", ["program_id", "state", "told_at"], unique=False
        )

    op.create_table(
        "alert_acts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["alert_id"], ["safety_alerts.id"], name=op.f("fk_alert_acts_alert_id")),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_alert_acts_by_id")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_alert_acts_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_alert_acts_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_acts")),
        sa.UniqueConstraint("alert_id", "submission_id", name=op.f("uq_alert_acts_alert_id_submission_id")),
    )
    with op.batch_alter_table("alert_acts", schema=None) as batch_op:
        batch_op.create_index("ix_alert_acts_alert_id_at", ["alert_id", "at"], unique=False)

    op.create_table(
        "alert_notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("queued_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["safety_alerts.id"], name=op.f("fk_alert_notices_alert_id")),
        sa.ForeignKeyConstraint(
            ["message_id"], ["outbox_messages.id"], name=op.f("fk_alert_notices_message_id")
        ),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_alert_notices_program_id")),
        sa.ForeignKeyConstraint(["recipient_id"], ["people.id"], name=op.f("fk_alert_notices_recipient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_notices")),
    )
    with op.batch_alter_table("alert_notices", schema=None) as batch_op:
        batch_op.create_index("ix_alert_notices_alert_id_queued_at", ["alert_id", "queued_at"], unique=False)

    op.create_table(
        "tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("(done_at is null) = (done_by is null)", name=op.f("ck_tasks_done")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_tasks_client_id")),
        sa.ForeignKeyConstraint(["done_by"], ["people.id"], name=op.f("fk_tasks_done_by")),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_tasks_owner_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_tasks_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
        sa.UniqueConstraint(
            "client_id", "kind", "subject_id", name=op.f("uq_tasks_client_id_kind_subject_id")
        ),
    )
    with op.batch_alter_table("tasks", schema=None) as batch_op:
        batch_op.create_index("ix_tasks_client_id_done_at", ["client_id", "done_at"], unique=False)

    op.create_table(
        "agenda_topics",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("edited_at", MOMENT, nullable=True),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.Column("talked_at", MOMENT, nullable=True),
        sa.Column("talked_by", sa.Uuid(), nullable=True),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("(talked_at is null) = (talked_by is null)", name=op.f("ck_agenda_topics_talked")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_agenda_topics_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_agenda_topics_program_id")),
        sa.ForeignKeyConstraint(["talked_by"], ["people.id"], name=op.f("fk_agenda_topics_talked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_topics")),
        sa.UniqueConstraint(
            "client_id", "submission_id", name=op.f("uq_agenda_topics_client_id_submission_id")
        ),
    )
    with op.batch_alter_table("agenda_topics", schema=None) as batch_op:
        batch_op.create_index("ix_agenda_topics_client_id_added_at", ["client_id", "added_at"], unique=False)

    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("alert_minutes", sa.Integer(), nullable=False, server_default="30"))
        batch_op.create_check_constraint(
            batch_op.f("ck_programs_alert_minutes"), "alert_minutes between 5 and 1440"
        )
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.alter_column("alert_minutes", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_programs_alert_minutes"), type_="check")
        batch_op.drop_column("alert_minutes")

    for table in ("agenda_topics", "tasks", "alert_notices", "alert_acts", "safety_alerts", "staffed_hours"):
        op.drop_table(table)
