"""How the app looks on somebody's home screen, and when the card about it shows"""

import sqlalchemy as sa
from alembic import op

revision = "0037_looks"
down_revision = "0036_reminders"
branch_labels = None
depends_on = None

DEFAULTS = (("app_name", "notes"), ("app_icon", "wave"))


def upgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        for name, usual in DEFAULTS:
            batch_op.add_column(sa.Column(name, sa.String(length=12), nullable=False, server_default=usual))
        batch_op.add_column(sa.Column("visits", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("card_hidden_until", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("people", schema=None) as batch_op:
        for name in ("app_name", "app_icon", "visits"):
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        for name in ("card_hidden_until", "visits", "app_icon", "app_name"):
            batch_op.drop_column(name)
