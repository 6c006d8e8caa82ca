"""What a phone sent is an entry once, and both its time and ours are kept"""

import sqlalchemy as sa
from alembic import op

revision = "0032_received"
down_revision = "0031_duties"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "received_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=True),
        sa.Column("clock_off_seconds", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_received_entries_program_id")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_received_entries_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_entries")),
        sa.UniqueConstraint(
            "client_id", "submission_id", name=op.f("uq_received_entries_client_id_submission_id")
        ),
    )
    for table, name, same in (
        ("practices", "received_at", "practiced_at"),
        ("check_ins", "said_at", "answered_at"),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column(name, MOMENT, nullable=True))
        op.execute(sa.text(f"update {table} set {name} = {same}"))
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(name, nullable=False, existing_type=MOMENT)
    op.create_index("ix_practices_client_id_received_at", "practices", ["client_id", "received_at"])


def downgrade() -> None:
    op.drop_index("ix_practices_client_id_received_at", table_name="practices")
    for table, name in (("check_ins", "said_at"), ("practices", "received_at")):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(name)
    op.drop_table("received_entries")
