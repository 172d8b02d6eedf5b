"""What the pages of packs say."""

from collections.abc import Iterable

from django.urls import reverse

from foundation.documents import AnyRow, Cell, Column, Table

from .models import Pack
from .stored import PACK_FILES

SAME = (
    "The SHA-256 is worked out from every byte of a file: two files that have the same one are the same. "
    "The zip has the same list as manifest.json."
)
RESTRICTED_SINCE = "A record in this pack was restricted after the pack was made. Make the pack again: the new one leaves the record out."
_KILOBYTE = 1024


def packs_table(packs: Iterable[Pack]) -> Table:
    columns = [Column("Pack", names_row=True), Column("Records"), Column("Made"), Column("Made by"), Column("Size", numeric=True)]
    rows: list[AnyRow] = [
        [
            Cell(str(each), href=reverse("packs:pack", args=[each.pk])),
            "With lists of records" if each.with_records else "None",
            each.made_at,
            str(each.made_by),
            in_kilobytes(each.size),
        ]
        for each in packs
    ]
    return Table("Packs that were made", columns, rows, empty="No pack is kept yet.", paged=True)


def files_table(pack: Pack) -> Table:
    columns = [Column("File", names_row=True), Column("Size", numeric=True), Column("SHA-256")]
    rows: list[AnyRow] = [[each.name, in_kilobytes(each.size), each.sha256] for each in PACK_FILES.read(pack.files)]
    return Table("What is in it", columns, rows, notes=[SAME])


def in_kilobytes(size: int) -> str:
    return f"{max(round(size / _KILOBYTE), 1):,} KB"


def download_address(pack: Pack) -> str:
    """One with lists of records has an address of its own, whose readers the log of access has."""
    return reverse("packs:records" if pack.with_records else "packs:download", args=[pack.pk])
