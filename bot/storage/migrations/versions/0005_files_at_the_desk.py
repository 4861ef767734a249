"""Files know the message they came with and the request they are for."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("files", sa.Column("trace_id", sa.String(length=64), nullable=True))
    op.add_column("files", sa.Column("request_no", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("files", "request_no")
    op.drop_column("files", "trace_id")
