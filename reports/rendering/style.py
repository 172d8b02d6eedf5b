"""How a council's report looks."""

from dataclasses import dataclass

# A council's own Word template: how large it may be, and the styles that it must have, each with its kind.
MOST_BYTES = 2 * 1024 * 1024
STYLES = {
    **dict.fromkeys(("Title", "Heading 1", "Heading 2", "Normal", "Caption", "List Bullet"), "paragraph"),
    "Table Grid": "table",
}


@dataclass(frozen=True)
class ReportStyle:
    """The council's colour as #rrggbb, its logo, which a file shows where it can, the Word file whose look a report in Word takes, and whom
    to ask about the report.
    """

    colour: str = "#1d4f60"
    logo: bytes | None = None
    logo_type: str = ""
    word_template: bytes | None = None
    contact: str = ""
