"""Emergency access: who opened which record for an hour, and why"""

import sqlalchemy as sa
from alembic import op

revision = "0042_emergencies"
down_revision = "0041_sign_in_links"
branch_labels = None
depends_on = None

PEOPLE = ("client_id", "opened_by", "second_id", "reviewed_by")


def upgrade() -> None:
    op.create_table(
        "emergencies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by", sa.Uuid(), nullable=True),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("recipient_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("finding_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("opened_by <> second_id", name=op.f("ck_emergencies_second")),
        sa.CheckConstraint("expires_at > opened_at", name=op.f("ck_emergencies_expires")),
        sa.CheckConstraint(
            "(reviewed_at is null) = (reviewed_by is null)", name=op.f("ck_emergencies_reviewed")
        ),
        *(
            sa.ForeignKeyConstraint([name], ["people.id"], name=op.f(f"fk_emergencies_{name}"))
            for name in PEOPLE
        ),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_emergencies_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergencies")),
        sa.UniqueConstraint(
            "opened_by", "submission_id", name=op.f("uq_emergencies_opened_by_submission_id")
        ),
    )
    op.create_index(op.f("ix_emergencies_client_id_opened_by"), "emergencies", ["client_id", "opened_by"])
    op.create_index(op.f("ix_emergencies_program_id_opened_at"), "emergencies", ["program_id", "opened_at"])


def downgrade() -> None:
    op.drop_table("emergencies")
