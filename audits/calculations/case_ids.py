"""What a typed case ID looks like."""

import re

from foundation.guard.free_text import is_nhs_number

NHS_NUMBER = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")
DATE = re.compile(r"\d{1,2}[./ -]\d{1,2}[./ -](\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2}")


def person_in(case_id: str) -> str:
    """What a case ID gives away: “a name”, “an NHS number”, “a date”, or nothing. It should be a pseudonym with digits in it."""
    text = case_id.strip()
    if DATE.fullmatch(text):
        return "a date"
    if NHS_NUMBER.fullmatch(text) and is_nhs_number(re.sub(r"\D", "", text)):
        return "an NHS number"
    return "a name" if re.fullmatch(r"[^\W\d_]+([ .,'’-]+[^\W\d_]+)*\.?", text) else ""


def case_id_refused(case_id: str) -> str:
    """Why a record cannot have this case ID, in words; empty where it can."""
    if not case_id.strip():
        return "Give the record’s case ID."
    found = person_in(case_id)
    return f"“{case_id}” looks like {found}. Use the pseudonymised case ID, so that no child can be recognised here" if found else ""
