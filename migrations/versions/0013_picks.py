"""What clients pin and hide, and what they are asked to practice"""

import sqlalchemy as sa
from alembic import op

revision = "0013_picks"
down_revision = "0012_calendars"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "skill_choices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("skill_key", sa.String(length=40), nullable=False),
        sa.Column("choice", sa.String(length=8), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_skill_choices_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_skill_choices_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill_choices")),
        sa.UniqueConstraint("client_id", "skill_key", name=op.f("uq_skill_choices_client_id_skill_key")),
    )
    op.create_table(
        "skill_picks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("skill_key", sa.String(length=40), nullable=False),
        sa.Column("times_a_week", sa.Integer(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("picked_by", sa.Uuid(), nullable=False),
        sa.Column("picked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("times_a_week between 1 and 21", name=op.f("ck_skill_picks_times_a_week")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_skill_picks_client_id")),
        sa.ForeignKeyConstraint(["ended_by"], ["people.id"], name=op.f("fk_skill_picks_ended_by")),
        sa.ForeignKeyConstraint(["picked_by"], ["people.id"], name=op.f("fk_skill_picks_picked_by")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_skill_picks_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill_picks")),
    )
    with op.batch_alter_table("skill_picks", schema=None) as batch_op:
        batch_op.create_index("ix_skill_picks_client_id_picked_at", ["client_id", "picked_at"], unique=False)

    # ### end Alembic commands ###


def downgrade() -> None:

    with op.batch_alter_table("skill_picks", schema=None) as batch_op:
        batch_op.drop_index("ix_skill_picks_client_id_picked_at")

    op.drop_table("skill_picks")
    op.drop_table("skill_choices")
