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
_NOT_A_PERSON = {"grade", "grades", "grading", "judgement", "rating", "score", "date", "id", "email", "comment", "comments", "team"}
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


# Which of two grades a column holds: the auditor's as they submitted it, or what stood in the end.
_BEFORE = {"pre", "before", "auditor", "auditors", "initial", "submitted", "original", "self", "first", "audit", "audited"}
_AFTER = {"post", "after", "moderated", "moderator", "moderators", "final", "agreed", "moderation", "last"}
_OF_ANY_GRADE = {"grade", "grades", "grading", "judgement", "judgment", "rating", "score", "of", "the", "by", "for", "and", "s", "outcome"}
_OVERALL = {"overall"}


def grade_words(text: str) -> tuple[str, set[str]]:
    """Of the heading of a grade its stage (“pre”, “post”, or nothing where it does not say), and the words that say of what it is."""
    words = set(text.split())
    after, before = words & _AFTER, words & _BEFORE
    if "before" in words or "pre" in words:
        after = set()
    if "after" in words or "post" in words:
        before = set()
    stage = "" if bool(after) == bool(before) else "post" if after else "pre"
    return stage, words - _BEFORE - _AFTER - _OF_ANY_GRADE


def is_grade_of(text: str, stage: str, domain: set[str], others: Sequence[set[str]]) -> bool:
    """Whether a heading is the grade of a domain, by the words of its name, and of no other; the overall one where there is none."""
    said, words = grade_words(text)
    if said != stage or not words:
        return False
    if not domain or words == _OVERALL:
        return not domain and words == _OVERALL
    return words <= domain and not any(words <= other for other in others)


def telling_words(name: str) -> set[str]:
    return set(name.split()) - _OF_ANY_GRADE


def is_auditor(text: str) -> bool:
    words = set(text.split())
    return bool({"auditor", "auditors"} & words or text in {"audited by", "audit by", "completed by"}) and not words & _NOT_A_PERSON


def is_moderator(text: str) -> bool:
    words = set(text.split())
    return bool({"moderator", "moderators"} & words or text in {"moderated by", "moderation by"}) and not words & _NOT_A_PERSON


def is_record(text: str) -> bool:
    """A case ID or the number of an audit."""
    words = set(text.split())
    return is_case(text) or bool("audit" in words and words & (_NUMBERS | _IDS))


def is_month(text: str) -> bool:
    words = set(text.split())
    return bool("month" in words or ("audit" in words and words & {"date", "period"})) and not words & {"due", "number", "no"}


def is_moderation(text: str) -> bool:
    return text in {"moderation status", "moderation required", "moderated", "moderation needed", "was it moderated"}


def is_closed_record(text: str) -> bool:
    return text in {"closed", "case closed", "was closed", "closed case", "is the record closed", "was the record closed"}


def is_reason(text: str) -> bool:
    return bool({"reason", "why", "rationale"} & set(text.split()))
