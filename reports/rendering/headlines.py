"""What a paragraph says in one sentence, in its own words: never a part that says something else."""

import re

LONGEST = 170
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“‘])")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_FEWEST = 15


def sentences_in(text: str) -> list[str]:
    return [sentence.strip() for sentence in _ENDS.split(text) if sentence.strip()]


def first_sentence(text: str) -> str:
    return next(iter(sentences_in(text)), "")


def headline(text: str) -> str:
    """As many of its sentences as a title holds, without what stands in brackets where that is too long. Of one that is longer still, what
    comes before its colon; empty where nothing of it fits.
    """
    said = sentences_in(text)
    for each in (said, [_IN_BRACKETS.sub("", sentence) for sentence in said]):
        for count in range(len(each), 0, -1):
            title = " ".join(each[:count])
            if len(title) <= LONGEST and (count > 1 or len(each) == 1 or len(title) > _FEWEST * 3):
                return title
    before = [sentence.partition(": ")[0] for sentence in said]
    title = f"{' '.join(before[:2])}."
    return title if said and _FEWEST <= len(title) <= LONGEST else ""
