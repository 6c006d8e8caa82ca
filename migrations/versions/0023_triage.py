"""From when on the rules of the caseload look, and each person's shortcut keys"""

import sqlalchemy as sa
from alembic import op

revision = "0023_triage"
down_revision = "0022_messages"
branch_labels = None
depends_on = None

RANGES = {
    "session_hours": (1, 24),
    "strong_from": (1, 10),
    "rise": (1, 10),
    "missed": (1, 10),
    "silent_days": (1, 14),
    "short_nights": (1, 7),
    "waits_days": (1, 10),
    "medicine_days": (1, 7),
}


def upgrade() -> None:
    op.create_table(
        "thresholds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in RANGES),
        sa.Column("medicine_question_id", sa.Uuid(), nullable=True),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.CheckConstraint(f"{name} between {least} and {most}", name=op.f(f"ck_thresholds_{name}"))
            for name, (least, most) in RANGES.items()
        ),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_thresholds_changed_by")),
        sa.ForeignKeyConstraint(
            ["medicine_question_id"],
            ["check_in_questions.id"],
            name=op.f("fk_thresholds_medicine_question_id"),
        ),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_thresholds_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thresholds")),
        sa.UniqueConstraint("program_id", name=op.f("uq_thresholds_program_id")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("uses_keys", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("own_keys", sa.String(length=80), nullable=False, server_default=""))
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.alter_column("uses_keys", server_default=None)
        batch_op.alter_column("own_keys", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("own_keys")
        batch_op.drop_column("uses_keys")
    op.drop_table("thresholds")
