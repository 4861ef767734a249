"""Subscriptions: who is told when their files move."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=True),
        sa.Column("told", sa.Text(), nullable=True),
        sa.Column("looked_at", sa.BigInteger(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_subscriptions_conversation_id")
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_subscriptions")),
    )
    op.create_index(op.f("ix_subscriptions_not_before"), "subscriptions", ["not_before"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_subscriptions_not_before"), table_name="subscriptions")
    op.drop_table("subscriptions")
