"""What a publication stores as JSON, and how each version of it is read."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from audits.enums import FindingKind
from foundation.versioned import VersionedJSON


@dataclass(frozen=True)
class FrozenFinding:
    """A theme of findings as it was counted: seen in `seen` of `of` audits, in at least so many where a count under five is held back."""

    theme: str
    kind: FindingKind
    seen: int
    of: int
    is_at_least: bool = False


@dataclass(frozen=True)
class PublishedContent:
    """What readers are given, word for word. `texts` are by the codes of their parts; `items` the numbers of the publications in an issue,
    in their order; `first` and `last` the months that its findings are of, None where it is of none.
    """

    title: str
    summary: str
    texts: Mapping[str, str]
    findings: Sequence[FrozenFinding] = ()
    items: Sequence[int] = ()
    first: datetime.date | None = None
    last: datetime.date | None = None


def _texts(stored: dict[str, Any]) -> dict[str, str]:
    return dict(stored["texts"])


def _published(stored: dict[str, Any]) -> PublishedContent:
    findings = [FrozenFinding(**each | {"kind": FindingKind(each["kind"])}) for each in stored["findings"]]
    first, last = (stored[end] and datetime.date.fromisoformat(stored[end]) for end in ("first", "last"))
    words = {name: stored[name] for name in ("title", "summary", "texts", "items")}
    return PublishedContent(**words, findings=tuple(findings), first=first or None, last=last or None)


# `Publication.content`: {"version": 1, "texts": {"found": "In many records…", "do_now": "- Write down…"}}, by the codes of its parts.
TEXTS = VersionedJSON("the texts of a publication", {1: _texts})
# `PublishedEdition.content`: {"version": 1, "title": …, "summary": …, "texts": {…}, "findings": [{"theme": "Chronologies", "kind": "area",
# "seen": 9, "of": 23, "is_at_least": false}], "items": [4, 7], "first": "2023-06-01", "last": "2023-07-01"}.
PUBLISHED = VersionedJSON("an edition that was published", {1: _published})


def written(content: PublishedContent) -> dict[str, Any]:
    """As it is stored."""
    months = {"first": content.first and content.first.isoformat(), "last": content.last and content.last.isoformat()}
    findings = [{**vars(each), "kind": each.kind.value} for each in content.findings]
    words = {"title": content.title, "summary": content.summary, "texts": dict(content.texts), "items": list(content.items)}
    return PUBLISHED.write(**words, findings=findings, **months)
