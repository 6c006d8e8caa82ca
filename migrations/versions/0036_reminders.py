"""Reminders: what a client wants, what they agreed to, and what was sent"""

import sqlalchemy as sa
from alembic import op

revision = "0036_reminders"
down_revision = "0035_channels"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLES = (
    "sent_reminders",
    "push_subscriptions",
    "reminder_consents",
    "reminder_choices",
    "reminder_settings",
)


def upgrade() -> None:
    _table(
        "reminder_settings",
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("leads_said", sa.String(length=20), nullable=False),
        sa.Column("check_in_at", sa.Time(), nullable=False),
        sa.Column("paused_until", MOMENT, nullable=True),
        sa.Column("next_look_at", MOMENT, nullable=False),
        key="client_id",
    )
    op.create_index("ix_reminder_settings_next_look_at", "reminder_settings", ["next_look_at"])
    _table(
        "reminder_choices",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("chosen_at", MOMENT, nullable=False),
        sa.UniqueConstraint("client_id", "kind", "way", name=op.f("uq_reminder_choices_client_id_kind_way")),
    )
    _table(
        "reminder_consents",
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("address_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("address_key", sa.LargeBinary(length=32), nullable=True),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("code_tries", sa.Integer(), nullable=False),
    )
    op.create_index("ix_reminder_consents_client_id_way", "reminder_consents", ["client_id", "way"])
    op.create_index("ix_reminder_consents_address_key", "reminder_consents", ["address_key"])
    _table(
        "push_subscriptions",
        sa.Column("endpoint_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("browser_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("subscription_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.UniqueConstraint("endpoint_key", name=op.f("uq_push_subscriptions_endpoint_key")),
    )
    op.create_index("ix_push_subscriptions_client_id", "push_subscriptions", ["client_id"])
    _table(
        "sent_reminders",
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("session_at", MOMENT, nullable=True),
        sa.Column("is_in_app", sa.Boolean(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.UniqueConstraint(
            "client_id", "kind", "subject", name=op.f("uq_sent_reminders_client_id_kind_subject")
        ),
    )
    op.create_index("ix_sent_reminders_client_id_sent_at", "sent_reminders", ["client_id", "sent_at"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _table(name: str, *columns: object, key: str = "id") -> None:
    """One whose rows are a client's own."""
    own_id = [sa.Column("id", sa.Uuid(), nullable=False)] if key == "id" else []
    op.create_table(
        name,
        *own_id,
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f(f"fk_{name}_program_id")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f(f"fk_{name}_client_id")),
        sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{name}")),
    )
