"""What a calendar file said last of each series"""

import sqlalchemy as sa
from alembic import op

revision = "0021_file_states"
down_revision = "0020_plan"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source_state", sa.String(length=64), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("series", schema=None) as batch_op:
        batch_op.drop_column("source_state")
