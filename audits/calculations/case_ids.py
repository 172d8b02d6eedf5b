"""What a typed case ID looks like."""

import re

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


def is_nhs_number(digits: str) -> bool:
    """Ten digits with a valid check digit (modulus 11, NHS Data Dictionary)."""
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit():
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (11 - rest) % 11 == int(digits[9])
