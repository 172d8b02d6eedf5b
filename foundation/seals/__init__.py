"""Seals on stored values: one canonical form, its SHA-256, hashes of the parts below it, and what was read to make the value. No Django."""

from .canonical import canonical_json, in_one_spelling, sha256_of
from .inputs import InputKind, Inputs, inputs_noted, note_inputs, version_of
from .parts import PartChange, PartDifference, changed_parts, parts_of

__all__ = [
    "InputKind",
    "Inputs",
    "PartChange",
    "PartDifference",
    "canonical_json",
    "changed_parts",
    "in_one_spelling",
    "inputs_noted",
    "note_inputs",
    "parts_of",
    "sha256_of",
    "version_of",
]
