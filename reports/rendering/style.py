"""How a council's report looks."""

from dataclasses import dataclass


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
