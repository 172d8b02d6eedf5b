"""Composing: from what is stored to the report's content. Every figure of the report is worked out here or below, never in a renderer."""

from .document import compose
from .draft import Draft, GradesShown, ReportFinding

__all__ = ["Draft", "ReportFinding", "GradesShown", "compose"]
