"""The abbreviations that a report uses, in words: a Board has members from outside the council."""

import re
from dataclasses import replace

from foundation.council.words import in_our_words
from foundation.documents import Bullets
from reports.content import Document, ReportSection

KEY, HEADING = "abbreviations", "Abbreviations"
# Those of the field, as indicators, comments and texts have them. The grades' letters are said beside each table of grades.
IN_WORDS = {
    "ATM": "assistant team manager",
    "CAMHS": "child and adolescent mental health services",
    "CfC": "cared for children",
    "ChAT": "children’s services analysis tool",
    "CHAT": "children’s services analysis tool",
    "CIN": "children in need",
    "CiN": "children in need",
    "CLA": "children looked after",
    "CP": "child protection",
    "DfE": "Department for Education",
    "EET": "education, employment or training",
    "EHCP": "education, health and care plan",
    "FTE": "full-time equivalent",
    "ICPC": "initial child protection conference",
    "ICPCs": "initial child protection conferences",
    "IRO": "independent reviewing officer",
    "KPI": "key performance indicator",
    "LAC": "looked after children",
    "LCS": "the case management system",
    "MASH": "multi-agency safeguarding hub",
    "NEET": "not in education, employment or training",
    "NFA": "no further action",
    "PEP": "personal education plan",
    "QA": "quality assurance",
    "RHI": "return home interview",
    "SGO": "special guardianship order",
    "SN": "statistical neighbours",
    "UASC": "unaccompanied asylum-seeking children",
}
_USED = re.compile(rf"\b(?:{'|'.join(sorted(IN_WORDS, key=len, reverse=True))})\b")


def with_abbreviations(document: Document) -> Document:
    """With a list of those that it uses at its end."""
    used = sorted({short for text in document.words() for short in _USED.findall(text)}, key=str.casefold)
    if not used:
        return document
    said = [f"{short}: {in_our_words(IN_WORDS[short])}" for short in used]
    return replace(document, sections=[*document.sections, ReportSection(KEY, HEADING, level=2, blocks=[Bullets(said)])])
