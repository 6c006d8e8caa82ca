"""Helplines and other places of treatment that a program lists"""

import sqlalchemy as sa
from alembic import op

revision = "0028_directory"
down_revision = "0027_enquiries"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "referral_places",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("identity", sa.String(length=300), nullable=False),
        sa.Column("name1", sa.String(length=160), nullable=False),
        sa.Column("name2", sa.String(length=160), nullable=False),
        sa.Column("street1", sa.String(length=120), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=2), nullable=False),
        sa.Column("zip", sa.String(length=10), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("website", sa.String(length=240), nullable=False),
        sa.Column("services", sa.String(length=1000), nullable=False),
        sa.Column("brought_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_referral_places_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_places")),
        sa.UniqueConstraint("program_id", "identity", name=op.f("uq_referral_places_program_id_identity")),
    )
    with op.batch_alter_table("referral_places", schema=None) as batch_op:
        batch_op.create_index(
            "ix_referral_places_program_id_state_city", ["program_id", "state", "city"], unique=False
        )
    op.create_table(
        "helplines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("known_key", sa.String(length=20), nullable=True),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("name_es", sa.String(length=120), nullable=False),
        sa.Column("about_en", sa.String(length=240), nullable=False),
        sa.Column("about_es", sa.String(length=240), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("text_to", sa.String(length=40), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("is_on_help_now", sa.Boolean(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_helplines_changed_by")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_helplines_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helplines")),
        sa.UniqueConstraint("program_id", "known_key", name=op.f("uq_helplines_program_id_known_key")),
    )


def downgrade() -> None:
    for table in ("referral_places", "helplines"):
        op.drop_table(table)
