"""What was last looked for, kept in the session until its person signs out: an address names it by a number alone."""

from typing import Any

NAME = "searches"
LONGEST, MOST_KEPT = 100, 20


def keep_search(session: Any, text: str, only: str = "") -> dict[str, str]:
    """Keep what was typed; what the address of its results asks for."""
    text = text.strip()[:LONGEST]
    if not text:
        return {}
    kept: dict[str, str] = session.get(NAME, {})
    number = next((number for number, each in kept.items() if each == text), str(max(map(int, kept), default=0) + 1))
    kept.pop(number, None)
    session[NAME] = dict([*kept.items(), (number, text)][-MOST_KEPT:])
    return {"asked": number} | ({"of": only} if only else {})


def kept_search(session: Any, number: str) -> str:
    """What was typed; nothing where the number is another session's, or of long ago."""
    return str(session.get(NAME, {}).get(number, ""))
