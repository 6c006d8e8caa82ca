"""Reviews"""

import sqlalchemy as sa
from alembic import op

revision = "0009_reviews"
down_revision = "0008_contacts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("counselor_id", sa.Uuid(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_reviews_client_id")),
        sa.ForeignKeyConstraint(["counselor_id"], ["people.id"], name=op.f("fk_reviews_counselor_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_reviews_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.create_index("ix_reviews_client_id", ["client_id"], unique=False)
        batch_op.create_index(
            "ix_reviews_counselor_id_client_id_reviewed_at",
            ["counselor_id", "client_id", "reviewed_at"],
            unique=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.drop_index("ix_reviews_counselor_id_client_id_reviewed_at")
        batch_op.drop_index("ix_reviews_client_id")

    op.drop_table("reviews")
