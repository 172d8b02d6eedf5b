"""What was said of a restricted record, for readers to whom it is closed: a sentence in its place."""

import re

from audits.queries.restrictions import ClosedWords

IN_ITS_PLACE = "A restricted record was discussed here. A QA lead can tell you more."
_HEADING = re.compile(r"\s*#{1,3}\s")


def decided(text: str, closed: ClosedWords) -> str:
    return IN_ITS_PLACE if closed.are_in(text) else text


def without_closed(text: str, closed: ClosedWords) -> str:
    """Minutes without each paragraph, list or table that names a closed record; under a heading that does, without all up to the next."""
    if not closed.are_in(text):
        return text
    kept: list[str] = []
    is_under = False
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        begins = bool(_HEADING.match(block))
        is_under = is_under and not begins
        names = closed.are_in(block)
        is_under = is_under or (names and begins)
        if not names and not is_under:
            kept.append(block)
        elif kept[-1:] != [IN_ITS_PLACE]:
            kept.append(IN_ITS_PLACE)
    return "\n\n".join(kept)
