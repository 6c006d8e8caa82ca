"""The order of worksheets, and the numbers of a wave"""

import sqlalchemy as sa
from alembic import op

revision = "0016_worksheets_more"
down_revision = "0015_days_more"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("worksheets", schema=None) as batch_op:
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("worksheets", schema=None) as batch_op:
        batch_op.alter_column("position", server_default=None)

    op.create_table(
        "wave_ratings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("craving_id", sa.Uuid(), nullable=True),
        sa.Column("practice_id", sa.Uuid(), nullable=True),
        sa.Column("strength", sa.Integer(), nullable=True),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("strength between 0 and 10", name=op.f("ck_wave_ratings_strength")),
        sa.CheckConstraint(
            "(craving_id is null) <> (practice_id is null)", name=op.f("ck_wave_ratings_one_wave")
        ),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_wave_ratings_client_id")),
        sa.ForeignKeyConstraint(["craving_id"], ["cravings.id"], name=op.f("fk_wave_ratings_craving_id")),
        sa.ForeignKeyConstraint(["practice_id"], ["practices.id"], name=op.f("fk_wave_ratings_practice_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_wave_ratings_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wave_ratings")),
        sa.UniqueConstraint(
            "client_id", "submission_id", name=op.f("uq_wave_ratings_client_id_submission_id")
        ),
    )
    with op.batch_alter_table("wave_ratings", schema=None) as batch_op:
        batch_op.create_index("ix_wave_ratings_client_id_craving_id", ["client_id", "craving_id"])
        batch_op.create_index("ix_wave_ratings_client_id_practice_id", ["client_id", "practice_id"])


def downgrade() -> None:
    with op.batch_alter_table("wave_ratings", schema=None) as batch_op:
        batch_op.drop_index("ix_wave_ratings_client_id_practice_id")
        batch_op.drop_index("ix_wave_ratings_client_id_craving_id")

    op.drop_table("wave_ratings")
    with op.batch_alter_table("worksheets", schema=None) as batch_op:
        batch_op.drop_column("position")
