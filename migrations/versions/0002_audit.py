"""Events, disclosures and versions: rows are only ever added"""

import sqlalchemy as sa
from alembic import op

revision = "0002_audit"
down_revision = "0001_people"
branch_labels = None
depends_on = None


TABLES = ("disclosures", "events", "versions")


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_events_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index("ix_events_client_id_at", ["client_id", "at"], unique=False)

    op.create_table(
        "disclosures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.String(length=80), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_disclosures_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_disclosures_program_id")),
        sa.ForeignKeyConstraint(["recipient_id"], ["people.id"], name=op.f("fk_disclosures_recipient_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosures")),
    )
    with op.batch_alter_table("disclosures", schema=None) as batch_op:
        batch_op.create_index("ix_disclosures_client_id_at", ["client_id", "at"], unique=False)

    op.create_table(
        "versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_by", sa.Uuid(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f("fk_versions_client_id")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_versions_program_id")),
        sa.ForeignKeyConstraint(["replaced_by"], ["people.id"], name=op.f("fk_versions_replaced_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("subject_id", "number", name=op.f("uq_versions_subject_id_number")),
    )

    for table in TABLES:
        refuse_changes(table)


def refuse_changes(table: str) -> None:
    """The database itself refuses to change or remove a row, whoever asks."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(
                f"create trigger {table}_refuse_{verb} before {verb} on {table} "
                f"begin select raise(abort, '{table} is append-only'); end"
            )
    else:
        op.execute(
            "create or replace function refuse_change() returns trigger language plpgsql as "
            "$$ begin raise exception '% is append-only', tg_table_name; end $$"
        )
        op.execute(
            f"create trigger {table}_refuse before update or delete on {table} "
            "for each row execute function refuse_change()"
        )


def downgrade() -> None:
    op.drop_table("versions")
    with op.batch_alter_table("disclosures", schema=None) as batch_op:
        batch_op.drop_index("ix_disclosures_client_id_at")

    op.drop_table("disclosures")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index("ix_events_client_id_at")

    op.drop_table("events")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop function refuse_change()")
