"""By which way a message goes"""

import sqlalchemy as sa
from alembic import op

revision = "0035_channels"
down_revision = "0034_lock"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("channel", sa.String(length=8), nullable=False, server_default="email"))
        batch_op.create_check_constraint(
            batch_op.f("ck_outbox_messages_channel"), "channel in ('email', 'push', 'sms')"
        )
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.alter_column("channel", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_outbox_messages_channel"), type_="check")
        batch_op.drop_column("channel")
