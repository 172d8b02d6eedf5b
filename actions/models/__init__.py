"""Actions: one accountable owner, a due date whose first one is kept, evidence, and another person's verification."""

from .action import Action
from .evidence import Evidence
from .extensions import Extension

__all__ = ["Action", "Evidence", "Extension"]
