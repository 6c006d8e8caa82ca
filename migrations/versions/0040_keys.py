"""Which keys this database was written with; what a version holds may be sealed again, and nothing else"""

import sqlalchemy as sa
from alembic import op

revision = "0040_keys"
down_revision = "0039_factors"
branch_labels = None
depends_on = None

FIXED = ("id", "program_id", "client_id", "subject", "subject_id", "number", "replaced_at", "replaced_by")


def upgrade() -> None:
    op.create_table(
        "key_marks",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_key_marks")),
    )
    drop_trigger()
    refuse_update(f"of {', '.join(FIXED)} ")


def downgrade() -> None:
    drop_trigger()
    refuse_update("")
    op.drop_table("key_marks")


def drop_trigger() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("drop trigger versions_refuse_update")
    else:
        op.execute("drop trigger versions_refuse on versions")


def refuse_update(columns: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"create trigger versions_refuse_update before update {columns}on versions "
            "begin select raise(abort, 'versions is append-only'); end"
        )
    else:
        op.execute(
            f"create trigger versions_refuse before update {columns}or delete on versions "
            "for each row execute function refuse_change()"
        )
