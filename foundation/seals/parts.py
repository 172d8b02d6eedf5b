"""Hashes of the parts of a value, in its own shape: where the whole is no longer what was sealed they say which part is not."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Any

from .canonical import sha256_of

# The way from the whole to a part: names of objects and places in lists.
Path = tuple[str | int, ...]
# The hash of a part that is looked at whole, or those of its own parts.
Parts = str | dict[str, Any] | list[Any]
# A part is only looked for by it: the seal is the SHA-256 of the whole.
SHORT = 16


class PartChange(Enum):
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class PartDifference:
    """A part that is not as it was sealed. The path of one that was removed from a list ends with the place where it was."""

    path: Path
    what: PartChange


def parts_of(value: Any, is_whole: Callable[[Path], bool], path: Path = ()) -> Parts:
    """`is_whole` says which parts are looked at whole, besides single words and numbers."""
    if isinstance(value, dict) and not is_whole(path):
        return {name: parts_of(inner, is_whole, (*path, name)) for name, inner in value.items()}
    if isinstance(value, list | tuple) and not is_whole(path):
        return [parts_of(inner, is_whole, (*path, place)) for place, inner in enumerate(value)]
    return sha256_of(value)[:SHORT]


def changed_parts(then: Any, now: Any, path: Path = ()) -> Iterator[PartDifference]:
    """What differs between two results of `parts_of`, in the order of the value as it is now."""
    if isinstance(then, dict) and isinstance(now, dict):
        for name in [*now, *(name for name in then if name not in now)]:
            if name not in then or name not in now:
                yield PartDifference((*path, name), PartChange.ADDED if name in now else PartChange.REMOVED)
            else:
                yield from changed_parts(then[name], now[name], (*path, name))
    elif isinstance(then, list) and isinstance(now, list):
        yield from _in_list(then, now, path)
    elif then != now:
        yield PartDifference(path, PartChange.CHANGED)


def _in_list(then: list[Any], now: list[Any], path: Path) -> Iterator[PartDifference]:
    """Of a list that became longer or shorter the places that stayed are found again, so that one row taken out is one difference."""
    if len(then) == len(now):
        for place, (was, is_now) in enumerate(zip(then, now, strict=True)):
            yield from changed_parts(was, is_now, (*path, place))
        return
    matcher = SequenceMatcher(None, [json.dumps(each) for each in then], [json.dumps(each) for each in now], autojunk=False)
    for _, was_from, was_to, now_from, now_to in (step for step in matcher.get_opcodes() if step[0] != "equal"):
        both = min(was_to - was_from, now_to - now_from)
        for step in range(both):
            yield from changed_parts(then[was_from + step], now[now_from + step], (*path, now_from + step))
        for place in range(now_from + both, now_to):
            yield PartDifference((*path, place), PartChange.ADDED)
        for _ in range(was_from + both, was_to):
            yield PartDifference((*path, now_from + both), PartChange.REMOVED)
