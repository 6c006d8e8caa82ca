"""Within how many business days a client's message is answered"""

import sqlalchemy as sa
from alembic import op

revision = "0033_message_days"
down_revision = "0032_received"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("message_days", sa.Integer(), nullable=False, server_default="1"))
        batch_op.create_check_constraint(
            batch_op.f("ck_programs_message_days"), "message_days between 1 and 3"
        )
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.alter_column("message_days", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_programs_message_days"), type_="check")
        batch_op.drop_column("message_days")
