"""Consents, what ends them, and what clients write for the people who support them"""

import sqlalchemy as sa
from alembic import op

revision = "0026_consents"
down_revision = "0025_notes"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
SCOPES = "'today', 'times', 'attendance', 'cravings', 'skills', 'milestones', 'plan', 'notes'"
NEW = (
    "consent_warnings",
    "revocations",
    "consent_scopes",
    "consents",
    "sharing_pauses",
    "notice_acceptances",
    "support_codes",
    "todays_lines",
    "wishes",
    "own_numbers",
)


def upgrade() -> None:
    consents()
    what_hangs_on_consents()
    what_hangs_on_supports()
    what_clients_write()
    # Plain ALTER TABLE: rebuilding the table would lose the triggers that make it append-only.
    op.add_column("disclosures", sa.Column("scopes", sa.String(length=120), nullable=True))
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("confirmed_at", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("browser_hash", sa.LargeBinary(length=32), nullable=True))
        batch_op.create_index("ix_sign_in_sessions_browser_hash", ["browser_hash"], unique=False)
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tie_kind", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("tie_id", sa.Uuid(), nullable=True))
        batch_op.create_index("ix_outbox_messages_tie_id", ["tie_id"], unique=False)
        batch_op.create_check_constraint(
            op.f("ck_outbox_messages_tie"), "(tie_kind is null) = (tie_id is null)"
        )
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("sharing_delay_hours", sa.Integer(), nullable=False, server_default="24")
        )
        batch_op.add_column(
            sa.Column("sharing_most_days", sa.Integer(), nullable=False, server_default="365")
        )
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.alter_column("sharing_delay_hours", server_default=None)
        batch_op.alter_column("sharing_most_days", server_default=None)
        batch_op.create_check_constraint(
            op.f("ck_programs_sharing_delay_hours"), "sharing_delay_hours between 1 and 168"
        )
        batch_op.create_check_constraint(
            op.f("ck_programs_sharing_most_days"), "sharing_most_days between 1 and 730"
        )


def downgrade() -> None:
    with op.batch_alter_table("programs", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_programs_sharing_most_days"), type_="check")
        batch_op.drop_constraint(op.f("ck_programs_sharing_delay_hours"), type_="check")
        batch_op.drop_column("sharing_most_days")
        batch_op.drop_column("sharing_delay_hours")
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_outbox_messages_tie"), type_="check")
        batch_op.drop_index("ix_outbox_messages_tie_id")
        batch_op.drop_column("tie_id")
        batch_op.drop_column("tie_kind")
    with op.batch_alter_table("sign_in_sessions", schema=None) as batch_op:
        batch_op.drop_index("ix_sign_in_sessions_browser_hash")
        batch_op.drop_column("browser_hash")
        batch_op.drop_column("confirmed_at")
    op.drop_column("disclosures", "scopes")
    for table in NEW:
        op.drop_table(table)


def consents() -> None:
    """The database refuses a consent that lacks an element of 42 CFR 2.31."""
    op.create_table(
        "consents",
        *owned("consents"),
        sa.Column("support_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text_version", sa.Integer(), nullable=False),
        sa.Column("patient_name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("discloser", sa.String(length=300), nullable=False),
        sa.Column("description", sa.String(length=2000), nullable=False),
        sa.Column("recipient_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("purpose_said", sa.String(length=200), nullable=False),
        sa.Column("revocation", sa.String(length=1000), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("signature_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("signed_at", MOMENT, nullable=False),
        sa.Column("begins_at", MOMENT, nullable=False),
        sa.CheckConstraint("length(patient_name_sealed) > 0", name=op.f("ck_consents_patient_name")),
        sa.CheckConstraint("length(trim(discloser)) > 0", name=op.f("ck_consents_discloser")),
        sa.CheckConstraint("length(trim(description)) > 0", name=op.f("ck_consents_description")),
        sa.CheckConstraint("length(recipient_sealed) > 0", name=op.f("ck_consents_recipient")),
        sa.CheckConstraint(
            "length(trim(purpose)) > 0 and length(trim(purpose_said)) > 0", name=op.f("ck_consents_purpose")
        ),
        sa.CheckConstraint("length(trim(revocation)) > 0", name=op.f("ck_consents_revocation")),
        sa.CheckConstraint("expires_at > signed_at", name=op.f("ck_consents_expiry")),
        sa.CheckConstraint("length(signature_sealed) > 0", name=op.f("ck_consents_signature")),
        sa.CheckConstraint("begins_at >= signed_at", name=op.f("ck_consents_begins")),
        of_support("consents"),
        sa.UniqueConstraint("client_id", "submission_id", name=op.f("uq_consents_client_id_submission_id")),
    )
    op.create_index("ix_consents_support_id", "consents", ["support_id"], unique=False)
    op.create_index("ix_consents_expires_at", "consents", ["expires_at"], unique=False)


def what_hangs_on_consents() -> None:
    op.create_table(
        "consent_scopes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.CheckConstraint(f"scope in ({SCOPES})", name=op.f("ck_consent_scopes_scope")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_scopes")),
        of_consent("consent_scopes"),
        sa.UniqueConstraint("consent_id", "scope", name=op.f("uq_consent_scopes_consent_id_scope")),
    )
    op.create_table(
        "revocations",
        *owned("revocations"),
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=True),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=False),
        sa.Column("revoked_by", sa.Uuid(), nullable=False),
        of_consent("revocations"),
        sa.ForeignKeyConstraint(["revoked_by"], ["people.id"], name=op.f("fk_revocations_revoked_by")),
    )
    op.create_index("ix_revocations_consent_id", "revocations", ["consent_id"], unique=False)
    op.create_table(
        "consent_warnings",
        *owned("consent_warnings"),
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("warned_at", MOMENT, nullable=False),
        of_consent("consent_warnings"),
        sa.UniqueConstraint("consent_id", "days", name=op.f("uq_consent_warnings_consent_id_days")),
    )


def what_hangs_on_supports() -> None:
    op.create_table(
        "sharing_pauses",
        *owned("sharing_pauses"),
        sa.Column("support_id", sa.Uuid(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        of_support("sharing_pauses"),
    )
    op.create_index("ix_sharing_pauses_support_id", "sharing_pauses", ["support_id"], unique=False)
    op.create_table(
        "notice_acceptances",
        *owned("notice_acceptances"),
        sa.Column("support_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("accepted_at", MOMENT, nullable=False),
        sa.Column("accepted_by", sa.Uuid(), nullable=False),
        of_support("notice_acceptances"),
        sa.ForeignKeyConstraint(
            ["accepted_by"], ["people.id"], name=op.f("fk_notice_acceptances_accepted_by")
        ),
        sa.UniqueConstraint("support_id", "version", name=op.f("uq_notice_acceptances_support_id_version")),
    )
    op.create_table(
        "support_codes",
        *owned("support_codes"),
        sa.Column("support_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("entered_at", MOMENT, nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.CheckConstraint("tries between 0 and 5", name=op.f("ck_support_codes_tries")),
        of_support("support_codes"),
    )
    op.create_index("ix_support_codes_support_id", "support_codes", ["support_id"], unique=False)


def what_clients_write() -> None:
    op.create_table(
        "todays_lines",
        *owned("todays_lines"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.Column("mood", sa.String(length=8), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.UniqueConstraint("client_id", "day", name=op.f("uq_todays_lines_client_id_day")),
    )
    op.create_table(
        "wishes",
        *owned("wishes"),
        sa.Column("heading", sa.String(length=12), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.UniqueConstraint("client_id", "heading", name=op.f("uq_wishes_client_id_heading")),
    )
    op.create_table(
        "own_numbers",
        *owned("own_numbers"),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.UniqueConstraint("client_id", name=op.f("uq_own_numbers_client_id")),
    )


def owned(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f(f"fk_{table}_program_id")),
        sa.ForeignKeyConstraint(["client_id"], ["people.id"], name=op.f(f"fk_{table}_client_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def of_support(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["support_id"], ["supports.id"], name=op.f(f"fk_{table}_support_id"))


def of_consent(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["consent_id"], ["consents.id"], name=op.f(f"fk_{table}_consent_id"))
