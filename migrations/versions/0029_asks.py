"""Notes from supporters, what clients ask for, and requests to talk"""

import sqlalchemy as sa
from alembic import op

revision = "0029_asks"
down_revision = "0028_directory"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
NEW = (
    "talk_requests",
    "ready_lines",
    "ask_ends",
    "ask_claims",
    "ask_recipients",
    "asks",
    "note_stops",
    "supporter_notes",
)


def upgrade() -> None:
    notes()
    asks()
    what_hangs_on_asks()
    talks()


def downgrade() -> None:
    for table in NEW:
        op.drop_table(table)
    op.execute("delete from outbox_messages where tie_kind = 'support'")
    op.execute("delete from tasks where kind = 'note'")


def notes() -> None:
    create(
        "supporter_notes",
        [
            of("support_id", "supports"),
            sa.Column("submission_id", sa.Uuid(), nullable=False),
            sa.Column("sent_at", MOMENT, nullable=False),
            sa.Column("delivered_at", MOMENT, nullable=True),
            sa.Column("read_at", MOMENT, nullable=True),
            sa.Column("reported_at", MOMENT, nullable=True),
            sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        ],
        sa.CheckConstraint(
            "(delivered_at is null) = (words_sealed is null)", name=op.f("ck_supporter_notes_delivered")
        ),
        sa.CheckConstraint(
            "delivered_at is not null or reported_at is null", name=op.f("ck_supporter_notes_reported")
        ),
        unique("supporter_notes", "support_id", "submission_id"),
    )
    op.create_index("ix_supporter_notes_client_id_sent_at", "supporter_notes", ["client_id", "sent_at"])
    create(
        "note_stops",
        [
            of("support_id", "supports"),
            sa.Column("kind", sa.String(length=8), nullable=False),
            sa.Column("since", MOMENT, nullable=False),
            sa.Column("until", MOMENT, nullable=True),
        ],
        sa.CheckConstraint("kind in ('mute', 'block')", name=op.f("ck_note_stops_kind")),
    )
    op.create_index("ix_note_stops_client_id", "note_stops", ["client_id"])
    one_at_a_time("uq_note_stops_support_id_kind", "note_stops", ["support_id", "kind"], "until is null")


def asks() -> None:
    create(
        "asks",
        [
            sa.Column("submission_id", sa.Uuid(), nullable=False),
            sa.Column("made_at", MOMENT, nullable=False),
            sa.Column("starts_at", MOMENT, nullable=True),
            sa.Column("open_until", MOMENT, nullable=False),
            sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        ],
        unique("asks", "client_id", "submission_id"),
    )
    op.create_index("ix_asks_client_id_open_until", "asks", ["client_id", "open_until"])


def what_hangs_on_asks() -> None:
    op.create_table(
        "ask_recipients",
        sa.Column("id", sa.Uuid(), nullable=False),
        of("ask_id", "asks"),
        of("support_id", "supports"),
        *keys("ask_recipients", {"ask_id": "asks", "support_id": "supports"}),
        unique("ask_recipients", "ask_id", "support_id"),
    )
    op.create_index("ix_ask_recipients_support_id", "ask_recipients", ["support_id"])
    create(
        "ask_claims",
        [
            of("ask_id", "asks"),
            of("support_id", "supports"),
            sa.Column("claimed_at", MOMENT, nullable=False),
            sa.Column("let_go_at", MOMENT, nullable=True),
        ],
    )
    op.create_index("ix_ask_claims_ask_id", "ask_claims", ["ask_id"])
    one_at_a_time("uq_ask_claims_ask_id", "ask_claims", ["ask_id"], "let_go_at is null")
    create(
        "ask_ends",
        [
            of("ask_id", "asks"),
            sa.Column("how", sa.String(length=12), nullable=False),
            sa.Column("ended_at", MOMENT, nullable=False),
            of("ended_by", "people"),
            sa.Column("undone_at", MOMENT, nullable=True),
        ],
        sa.CheckConstraint("how in ('done', 'withdrawn')", name=op.f("ck_ask_ends_how")),
    )
    one_at_a_time("uq_ask_ends_ask_id", "ask_ends", ["ask_id"], "undone_at is null")


def talks() -> None:
    create(
        "ready_lines",
        [
            sa.Column("changed_at", MOMENT, nullable=False),
            sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        ],
        unique("ready_lines", "client_id"),
    )
    create(
        "talk_requests",
        [
            of("support_id", "supports"),
            sa.Column("submission_id", sa.Uuid(), nullable=False),
            sa.Column("sent_at", MOMENT, nullable=False),
            sa.Column("taken_back_at", MOMENT, nullable=True),
            of("message_id", "outbox_messages", nullable=True),
            sa.Column("words_sealed", sa.LargeBinary(), nullable=False),
        ],
        unique("talk_requests", "client_id", "submission_id"),
    )
    op.create_index("ix_talk_requests_support_id_sent_at", "talk_requests", ["support_id", "sent_at"])


def create(table: str, columns: list, *constraints: object) -> None:
    """A table of rows that belong to one client."""
    points = {column.name: column.info["to"] for column in columns if "to" in column.info}
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        *columns,
        *keys(table, {"program_id": "programs", "client_id": "people", **points}),
        *constraints,
    )


def of(name: str, table: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable, info={"to": table})


def keys(table: str, points: dict[str, str]) -> list:
    foreign = [
        sa.ForeignKeyConstraint([name], [f"{to}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, to in points.items()
    ]
    return [*foreign, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))]


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def one_at_a_time(name: str, table: str, columns: list[str], where: str) -> None:
    options = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)}
    op.create_index(name, table, columns, unique=True, **options)
