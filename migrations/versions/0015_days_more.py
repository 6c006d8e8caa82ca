"""When the care team was told of a use, one use a day, which numbers are shown, what was announced"""

import sqlalchemy as sa
from alembic import op

revision = "0015_days_more"
down_revision = "0014_days"
branch_labels = None
depends_on = None

STANDS = sa.text("removed_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("uses", schema=None) as batch_op:
        batch_op.add_column(sa.Column("team_told_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("update uses set team_told_at = told_at where is_team_told")
    with op.batch_alter_table("uses", schema=None) as batch_op:
        batch_op.drop_column("is_team_told")
        batch_op.drop_constraint("uq_uses_client_id_submission_id", type_="unique")
        batch_op.create_unique_constraint(
            "uq_uses_client_id_submission_id_used_on", ["client_id", "submission_id", "used_on"]
        )
        batch_op.create_index(
            "ix_uses_one_a_day",
            ["client_id", "used_on"],
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        )

    with op.batch_alter_table("day_counts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("shows_recovery", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(
            sa.Column("shows_without_use", sa.Boolean(), nullable=False, server_default=sa.true())
        )
    op.execute("update day_counts set shows_recovery = is_shown, shows_without_use = is_shown")
    with op.batch_alter_table("day_counts", schema=None) as batch_op:
        batch_op.alter_column("shows_recovery", server_default=None)
        batch_op.alter_column("shows_without_use", server_default=None)
        batch_op.drop_column("is_shown")

    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_use_told", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.alter_column("is_use_told", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("enrolments", schema=None) as batch_op:
        batch_op.drop_column("is_use_told")

    with op.batch_alter_table("day_counts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_shown", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute("update day_counts set is_shown = (shows_recovery or shows_without_use)")
    with op.batch_alter_table("day_counts", schema=None) as batch_op:
        batch_op.alter_column("is_shown", server_default=None)
        batch_op.drop_column("shows_without_use")
        batch_op.drop_column("shows_recovery")

    with op.batch_alter_table("uses", schema=None) as batch_op:
        batch_op.drop_index("ix_uses_one_a_day")
        batch_op.drop_constraint("uq_uses_client_id_submission_id_used_on", type_="unique")
        batch_op.add_column(
            sa.Column("is_team_told", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute("update uses set is_team_told = (team_told_at is not null)")
    with op.batch_alter_table("uses", schema=None) as batch_op:
        batch_op.alter_column("is_team_told", server_default=None)
        batch_op.drop_column("team_told_at")
        batch_op.create_unique_constraint("uq_uses_client_id_submission_id", ["client_id", "submission_id"])
