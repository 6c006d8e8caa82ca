"""Programs change the skills, and entries keep the version they were done in"""

import sqlalchemy as sa
from alembic import op

revision = "0017_library"
down_revision = "0016_worksheets_more"
branch_labels = None
depends_on = None

NAMING = ("cravings", "skill_picks", "taught")


def upgrade() -> None:
    op.create_table(
        "skill_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=True),
        sa.Column("skill_key", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_skill_versions_made_by")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_skill_versions_program_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill_versions")),
        sa.UniqueConstraint(
            "program_id", "skill_key", "number", name=op.f("uq_skill_versions_program_id_skill_key_number")
        ),
        sa.UniqueConstraint(
            "program_id", "submission_id", name=op.f("uq_skill_versions_program_id_submission_id")
        ),
    )
    # Until now every skill was in its first version, as it came with the app.
    for table in NAMING:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("skill_version", sa.Integer(), nullable=True))
        op.execute(f"update {table} set skill_version = 1 where skill_key is not null")


def downgrade() -> None:
    for table in reversed(NAMING):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("skill_version")
    op.drop_table("skill_versions")
