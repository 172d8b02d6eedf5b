"""What the pages of people say: powers that wait for a second person, and what the trail tells of a change."""

import datetime

from foundation.accounts.enums import Role
from foundation.accounts.models import Person, PowerRequest
from foundation.activity.models import Entry
from foundation.council.work import WorkItem, WorkQuestion, items_of_all


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    return items_of_all(work_questions(person, on))


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    """Powers that wait for a second person, for each who can be that."""
    requests = PowerRequest.objects.to_confirm(person)
    return [WorkQuestion(requests, lambda: [_to_confirm(request) for request in requests])]


def _to_confirm(request: PowerRequest) -> WorkItem:
    what = f"Confirm or refuse for {request.person}: {request.in_words}"
    why = f"{request.asked_by} asks for it; it opens what is in children’s records"
    return WorkItem(what=what, why=why, url=request.get_absolute_url(), email_text=what)


FIELD_NAMES = {"name": "Name", "job_title": "Job title", "team": "Team", "line_manager": "Line manager", "is_active": "Works here"}


def changes_of(entry: Entry) -> list[dict[str, str]]:
    """Field by field what a change of a person made of what."""
    if entry.verb == "person.roles_set":
        return [{"name": "Roles", "before": _roles(entry.facts["before"]), "after": _roles(entry.facts["after"])}]
    before = entry.facts.get("before") if entry.verb == "person.changed" else None
    return [
        {"name": FIELD_NAMES.get(name, name.capitalize()), "before": _said(was), "after": _said(entry.facts.get(name))}
        for name, was in (before or {}).items()
    ]


def entry_text(entry: Entry) -> str:
    """“the role Auditor. Asked for by Ada Nwosu.”"""
    if not entry.verb.startswith("power."):
        return ""
    before, asked_by = entry.facts.get("before"), entry.facts.get("asked_by")
    words = [str(entry.facts.get("power", "")), f"Before: {_roles(before) if isinstance(before, list) else before}" if before else ""]
    words.append(f"Asked for by {asked_by}" if asked_by else "")
    words.append("There was no second person yet" if entry.facts.get("alone") else "")
    return "".join(f"{each[:1].upper()}{each[1:]}. " for each in words if each).strip()


def _roles(roles: list[str]) -> str:
    return ", ".join(Role(role).label for role in roles)


def _said(value: object) -> str:
    return {True: "Yes", False: "No", None: ""}.get(value, str(value)) if value is None or isinstance(value, bool) else str(value)
