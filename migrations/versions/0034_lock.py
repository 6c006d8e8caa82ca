"""A lock for an open app, passkeys, and where Leave goes"""

import sqlalchemy as sa
from alembic import op

revision = "0034_lock"
down_revision = "0033_message_days"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
OF_SESSIONS = (
    ("is_shared_phone", sa.Boolean()),
    ("locked_at", MOMENT),
    ("next_unlock_at", MOMENT),
    ("challenge", sa.LargeBinary(length=64)),
    ("challenged_at", MOMENT),
)


def upgrade() -> None:
    op.create_table(
        "locks",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("pin_hash", sa.String(length=255), nullable=True),
        sa.Column("after_minutes", sa.Integer(), nullable=False),
        sa.Column("shows_people", sa.Boolean(), nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.CheckConstraint("after_minutes in (1, 2, 5, 15)", name=op.f("ck_locks_after_minutes")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_locks_person_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_locks_program_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_locks")),
    )
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(length=1023), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("last_used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_passkeys_person_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_passkeys_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    op.create_index("ix_passkeys_person_id", "passkeys", ["person_id"])
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        for name, kind in OF_SESSIONS:
            batch_op.add_column(sa.Column(name, kind, nullable=True))
        batch_op.add_column(sa.Column("unlock_failures", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.alter_column("unlock_failures", server_default=None)
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("leaves_to", sa.String(length=12), nullable=False, server_default="weather")
        )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.alter_column("leaves_to", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("leaves_to")
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        for name, _ in (("unlock_failures", None), *reversed(OF_SESSIONS)):
            batch_op.drop_column(name)
    op.drop_index("ix_passkeys_person_id", table_name="passkeys")
    op.drop_table("passkeys")
    op.drop_table("locks")
