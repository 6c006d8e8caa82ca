"""Recovery plans, safety plans, weekly goals, comments, and the choice to keep a plan on the phone"""

import sqlalchemy as sa
from alembic import op

revision = "0020_plan"
down_revision = "0019_safety"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_comments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_plan_comments_author_id")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_plan_comments_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_plan_comments_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_comments")),
        sa.UniqueConstraint(
            "client_id", "submission_id", name=op.f("uq_plan_comments_client_id_submission_id")
        ),
    )
    with op.batch_alter_table("plan_comments", schema=None) as batch_op:
        batch_op.create_index("ix_plan_comments_client_id_made_at", ["client_id", "made_at"], unique=False)

    op.create_table(
        "plan_keepings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_plan_keepings_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_plan_keepings_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_keepings")),
    )
    with op.batch_alter_table("plan_keepings", schema=None) as batch_op:
        batch_op.create_index(
            "ix_plan_keepings_client_id_chosen_at", ["client_id", "chosen_at"], unique=False
        )

    op.create_table(
        "plan_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("topic_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("risk_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_plan_lines_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_plan_lines_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_lines")),
        sa.UniqueConstraint("client_id", "submission_id", name=op.f("uq_plan_lines_client_id_submission_id")),
    )
    with op.batch_alter_table("plan_lines", schema=None) as batch_op:
        batch_op.create_index(
            "ix_plan_lines_client_id_part_position", ["client_id", "part", "position"], unique=False
        )

    op.create_table(
        "safety_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_safety_answers_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_safety_answers_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_answers")),
        sa.UniqueConstraint("client_id", "step", name=op.f("uq_safety_answers_client_id_step")),
    )
    op.create_table(
        "week_goals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_week_goals_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_week_goals_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_week_goals")),
        sa.UniqueConstraint("client_id", "week_on", name=op.f("uq_week_goals_client_id_week_on")),
    )


def downgrade() -> None:
    op.drop_table("week_goals")
    op.drop_table("safety_answers")
    with op.batch_alter_table("plan_lines", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_lines_client_id_part_position")

    op.drop_table("plan_lines")
    with op.batch_alter_table("plan_keepings", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_keepings_client_id_chosen_at")

    op.drop_table("plan_keepings")
    with op.batch_alter_table("plan_comments", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_comments_client_id_made_at")

    op.drop_table("plan_comments")
