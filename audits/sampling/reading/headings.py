"""What the words of a heading say that its column holds, and whether its values can be that. `text` is the key of a heading."""

from collections.abc import Sequence

_IDS = {"id", "ids", "identifier", "ref", "reference", "uid", "pid", "pseudonym"}
_NUMBERS = {"number", "no", "num", "nr"}
_RECORDS = {"case", "child", "client", "person", "record", "file", "system", "user", "yp", "p", "cyp", "unique"}
_SYSTEMS = {"lcs", "ll", "ics", "liquidlogic", "mosaic", "eclipse", "carefirst", "azeus", "protocol", "careworks"}
_OTHERS_IDS = {"family", "household", "sibling", "siblings", "team", "worker", "sw", "staff", "manager", "carer", "placement", "plan", "of"}
_WORKERS = {"sw", "worker", "workers", "keyworker", "caseworker", "practitioner", "practitioners", "adviser", "advisor", "pa"}
_NOT_THE_WORKER = {
    "date",
    "days",
    "visit",
    "visits",
    "seen",
    "start",
    "end",
    "id",
    "type",
    "role",
    "team",
    "number",
    "no",
    "since",
    "count",
    "email",
    "phone",
}
_EARLIER = {"previous", "past", "former", "last", "earlier", "old", "prior"}
_NOT_THE_TEAM = {
    "manager",
    "leader",
    "date",
    "id",
    "code",
    "number",
    "previous",
    "past",
    "former",
    "email",
    "phone",
    "type",
    "start",
    "end",
}
_NOT_THE_PLAN = {
    "date",
    "start",
    "started",
    "end",
    "ended",
    "review",
    "reviewed",
    "due",
    "number",
    "no",
    "days",
    "weeks",
    "months",
    "id",
    "length",
}
_PLANS_CALLED = {"case type", "case status", "current status", "type of case", "status", "cohort", "service type", "category"}
_NOT_AN_AGE = {"date", "band", "group", "referral", "mother", "parent", "worker", "plan", "days", "first"}
_NOT_THE_CHILD_S = {"place", "country", "mother", "parent", "weight", "order", "certificate", "name"}
_FAMILIES = {"family", "household", "sibling"}


def may_be_people(texts: Sequence[str]) -> bool:
    """A column called “Allocated” may hold the day of it."""
    return any(any(map(str.isalpha, text)) for text in texts) and not all(text[:1].isdigit() for text in texts)


def may_be_plans(texts: Sequence[str]) -> bool:
    return not all(text[:1].isdigit() for text in texts)


def is_birth(text: str) -> bool:
    words = set(text.split())
    return bool({"dob", "birth", "born", "birthdate"} & words or text == "d o b") and not words & _NOT_THE_CHILD_S


def is_case(text: str) -> bool:
    words = set(text.split())
    if words & _OTHERS_IDS:
        return False
    if words & _IDS:
        return True
    return bool(words & _NUMBERS and words & (_RECORDS | _SYSTEMS)) or (bool(words & _SYSTEMS) and len(words) == 1)


def is_worker(text: str) -> bool:
    words = set(text.split())
    return bool(words & _WORKERS or "lead professional" in text or text in {"allocated to", "allocated"}) and not words & _NOT_THE_WORKER


def is_past_worker(text: str) -> bool:
    return bool(set(text.split()) & _EARLIER) and is_worker(text)


def is_team(text: str) -> bool:
    words = set(text.split())
    return "team" in words and not words & _NOT_THE_TEAM


def is_plan(text: str) -> bool:
    words = set(text.split())
    return text in _PLANS_CALLED or bool({"plan", "plans"} & words and not words & _NOT_THE_PLAN)


def is_age(text: str) -> bool:
    words = set(text.split())
    return bool({"age", "ages", "aged"} & words) and not words & _NOT_AN_AGE


def is_age_group(text: str) -> bool:
    words = set(text.split())
    return bool({"age", "ages"} & words and {"band", "bands", "group", "groups", "range"} & words)


def is_family(text: str) -> bool:
    words = set(text.split())
    return bool(words & _FAMILIES and words & (_IDS | _NUMBERS | {"group"}))


def is_ethnicity(text: str) -> bool:
    return bool({"ethnic", "ethnicity"} & set(text.split()))
