"""What stays on one page with what, on paper."""

from foundation.documents import Bullets, Paragraph, Table, cells_of
from reports.content import Block, Chart

# A row longer than this may be more than what is left of a page; a table of more rows has its header again on the next one.
LONGEST_KEPT_WHOLE, MOST_ROWS_KEPT_WHOLE = 600, 6


def stays_with_next(block: Block, following: Block | None) -> bool:
    """Words are never left at the foot of a page by the picture, table or list that they are about."""
    if not isinstance(block, Paragraph) or len(block.text) > LONGEST_KEPT_WHOLE:
        return False
    return isinstance(following, (Chart, Table)) or (isinstance(following, Bullets) and block.text.endswith(":"))


def is_kept_whole(table: Table) -> bool:
    """A short table, which fits on a page together with its title."""
    rows = list(table.rows)
    return len(rows) <= MOST_ROWS_KEPT_WHOLE and sum(len(cell.shown) for row in rows for cell in cells_of(row)) <= LONGEST_KEPT_WHOLE * 2
