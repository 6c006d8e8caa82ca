"""The audit's rows carry a number and a keyed hash that depends on the row before"""

import json
from datetime import UTC

import sqlalchemy as sa
from alembic import op

from companion.core.sealed import ring

revision = "0038_chain"
down_revision = "0037_looks"
branch_labels = None
depends_on = None

KINDS = ("events", "disclosures")
COLUMNS = {
    "events": ("id", "program_id", "at", "action", "by_id", "client_id", "subject_id", "facts"),
    "disclosures": ("id", "program_id", "at", "client_id", "recipient_id", "what", "purpose", "scopes"),
}
TYPES = {"at": sa.DateTime(timezone=True), "facts": sa.JSON()}
IDS = ("id", "program_id", "by_id", "client_id", "subject_id", "recipient_id")


def upgrade() -> None:
    chains = op.create_table(
        "audit_chains",
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("last_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("seal", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_audit_chains_program_id")),
        sa.PrimaryKeyConstraint("program_id", "kind", name=op.f("pk_audit_chains")),
    )
    for kind in KINDS:
        # Plain ALTER TABLE: rebuilding the table would lose the triggers that make it append-only.
        op.add_column(kind, sa.Column("number", sa.BigInteger(), nullable=True))
        op.add_column(kind, sa.Column("hash", sa.LargeBinary(length=32), nullable=True))
        allow_changes(kind)
        link(kind, chains)
        refuse_changes(kind)
        op.create_index(f"ix_{kind}_program_id_number", kind, ["program_id", "number"], unique=True)


def downgrade() -> None:
    for kind in KINDS:
        op.drop_index(f"ix_{kind}_program_id_number", table_name=kind)
        op.drop_column(kind, "hash")
        op.drop_column(kind, "number")
    op.drop_table("audit_chains")


def link(kind: str, chains: sa.Table) -> None:
    """What was noted before there was a chain, in its order."""
    types = {name: sa.Uuid() for name in IDS} | TYPES
    table = sa.table(
        kind,
        *(sa.column(name, types.get(name, sa.String())) for name in COLUMNS[kind]),
        sa.column("number", sa.BigInteger()),
        sa.column("hash", sa.LargeBinary()),
    )
    ends = {}
    found = op.get_bind().execute(sa.select(table).order_by(table.c.at, table.c.id)).mappings().all()
    for row in found:
        number, before = ends.get(row["program_id"], (0, bytes(32)))
        said = {name: row[name] for name in COLUMNS[kind]}
        at = row["at"] if row["at"].tzinfo else row["at"].replace(tzinfo=UTC)
        said = {**said, "at": at.astimezone(UTC), "facts": row.get("facts")}
        text = json.dumps(said, sort_keys=True, default=str)
        mark = ring().fingerprint(f"audit:{kind}:{number + 1}:{before.hex()}:{text}")
        ends[row["program_id"]] = (number + 1, mark)
        changed = sa.update(table).where(table.c.id == row["id"])
        op.get_bind().execute(changed.values(number=number + 1, hash=mark))
    for program_id, (number, last_hash) in ends.items():
        seal = ring().fingerprint(f"audit-end:{program_id}:{kind}:{number}:{last_hash.hex()}")
        row = {"program_id": program_id, "kind": kind, "number": number, "last_hash": last_hash, "seal": seal}
        op.get_bind().execute(sa.insert(chains), [row])


def allow_changes(kind: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"drop trigger {kind}_refuse_update")
    else:
        op.execute(f"drop trigger {kind}_refuse on {kind}")


def refuse_changes(kind: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"create trigger {kind}_refuse_update before update on {kind} "
            f"begin select raise(abort, '{kind} is append-only'); end"
        )
    else:
        op.execute(
            f"create trigger {kind}_refuse before update or delete on {kind} "
            "for each row execute function refuse_change()"
        )
