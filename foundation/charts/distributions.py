"""How grades were given: a bar a row, all of the same length, cut by grade."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foundation.charts.palette import GRADE_STYLES, INK, NOT_APPLICABLE, SECONDARY_INK
from foundation.charts.rendering import Spec
from foundation.charts.specs import chart_spec

# As wide as the page; as a tablet or a sheet of paper; as a phone.
WIDE, MIDDLE, NARROW = 1100, 690, 300
_ROW_HEIGHT = 56
_BETWEEN = 0.44
_CHARACTER_WIDTH = 8
_NAME_OF_A_GRADE = 275
_PALER = 0.45


@dataclass(frozen=True)
class DistributionRow:
    """A bar: its label and how many were given each grade, by its code. Grades left out count as 0.

    What is `provisional` is drawn paler, in dashes.
    """

    label: str
    counts: Mapping[str, int]
    provisional: bool = False


@dataclass(frozen=True)
class DistributionPicture:
    """One distribution in the shapes of three screens. They say the same, so that one description serves them."""

    wide: Spec
    middle: Spec
    narrow: Spec


def distribution_picture(rows: Sequence[DistributionRow], grades: Mapping[str, str], title: str) -> DistributionPicture:
    wide, middle, narrow = (distribution_chart(rows, grades, title, width=width) for width in (WIDE, MIDDLE, NARROW))
    return DistributionPicture(wide, middle, narrow)


def distribution_chart(rows: Sequence[DistributionRow], grades: Mapping[str, str], title: str, *, width: int = MIDDLE) -> Spec:
    """Horizontal bars of 100% stacked in the order of ``grades``, each segment with its grade's letters and count.

    ``grades`` has each grade's words by its code. *Not applicable* leaves every bar and is said beside the label. Raises ValueError on a
    grade without a look or a count for a grade that is not there.
    """
    grades = {grade: word for grade, word in grades.items() if grade != NOT_APPLICABLE}
    _check_grades(rows, grades)
    segments = [{"row": index, **segment} for index, row in enumerate(rows) for segment in _segments(row, grades, width)]
    return chart_spec(
        textwrap.wrap(title, width // _CHARACTER_WIDTH),
        _in_words(rows, grades, title),
        width=width,
        height=_ROW_HEIGHT * len(rows),
        data={"values": segments},
        layer=[_bars(grades, len(rows), width), _letters(len(rows)), _labels(rows, grades, width)],
    )


def _check_grades(rows: Sequence[DistributionRow], grades: Mapping[str, str]) -> None:
    for grade in grades:
        if grade not in GRADE_STYLES:
            raise ValueError(f"There is no colour for the grade “{grade}”.")
    for row in rows:
        unknown = [grade for grade, count in row.counts.items() if count and grade not in grades and grade != NOT_APPLICABLE]
        if unknown:
            raise ValueError(f"“{row.label}” counts the grade “{unknown[0]}”, which is not one of the chart’s.")


def _graded(row: DistributionRow, grades: Mapping[str, str]) -> int:
    return sum(row.counts.get(grade, 0) for grade in grades)


def _segments(row: DistributionRow, grades: Mapping[str, str], width: int) -> list[dict[str, object]]:
    n = _graded(row, grades)
    segments, start = [], 0.0
    for grade in grades:
        count = row.counts.get(grade, 0)
        if not count:
            continue
        share = count / n
        segments.append(
            {
                "grade": grade,
                "start": start,
                "end": start + share,
                "middle": start + share / 2,
                "says": _says(grade, count, share * width),
                "ink": INK if row.provisional else GRADE_STYLES[grade].text,
                "provisional": row.provisional,
            }
        )
        start += share
    return segments


def _says(letters: str, count: int, room: float) -> str:
    """Letters and count where they fit, else the count, else nothing: the table beside the chart has them all."""
    for text in (f"{letters} {count}", str(count)):
        if len(text) * _CHARACTER_WIDTH + 4 <= room:
            return text
    return ""


def _label(row: DistributionRow, grades: Mapping[str, str]) -> str:
    """The row's label with the n that its bar stands for."""
    apart = row.counts.get(NOT_APPLICABLE, 0)
    n = _graded(row, grades)
    said = f"n = {n}" if n else "none graded"
    return f"{row.label} ({said}, {apart} not applicable)" if apart else f"{row.label} ({said})"


def _labels(rows: Sequence[DistributionRow], grades: Mapping[str, str], width: int) -> Spec:
    """Each label over its bar: there it has the room that a small screen does not give it at the side."""
    return {
        "data": {"values": [{"row": index, "says": _label(row, grades)} for index, row in enumerate(rows)]},
        "mark": {"type": "text", "align": "left", "baseline": "bottom", "fontSize": 13, "color": INK, "dy": -4, "limit": width},
        "encoding": {"x": {"value": 0}, "y": _place(len(rows), bandPosition=0), "text": {"field": "says", "type": "nominal"}},
    }


def _place(rows: int, **options: object) -> Spec:
    """Bars in the rows' order, known by number: two rows may have one label."""
    scale = {"domain": list(range(rows)), "paddingInner": _BETWEEN, "paddingOuter": _BETWEEN}
    return {"field": "row", "type": "ordinal", "scale": scale, "axis": None, **options}


def _bars(grades: Mapping[str, str], rows: int, width: int) -> Spec:
    names = {grade: f"{word} ({grade})" for grade, word in grades.items()}
    share = {"format": "%", "values": [0, 0.25, 0.5, 0.75, 1], "grid": False, "labelColor": SECONDARY_INK, "title": None}
    return {
        "mark": {"type": "bar", "stroke": INK, "strokeWidth": 1},
        "encoding": {
            "x": {"field": "start", "type": "quantitative", "scale": {"domain": [0, 1], "nice": False}, "axis": share},
            "x2": {"field": "end"},
            "y": _place(rows),
            "fillOpacity": {"condition": {"test": "datum.provisional", "value": _PALER}, "value": 1},
            "strokeDash": {"condition": {"test": "datum.provisional", "value": [5, 3]}, "value": [1, 0]},
            "color": {
                "field": "grade",
                "type": "nominal",
                "scale": {"domain": list(grades), "range": [GRADE_STYLES[grade].fill for grade in grades]},
                "legend": {
                    "title": None,
                    "orient": "top",
                    "columns": max(1, min(len(grades), width // _NAME_OF_A_GRADE)),
                    "labelExpr": _names_by_grade(names),
                    "labelLimit": 400,
                    "symbolType": "square",
                    "symbolSize": 180,
                    "symbolStrokeColor": INK,
                    "symbolStrokeWidth": 1,
                    "columnPadding": 48,  # The reader's own letters may be wider than those measured here.
                },
            },
        },
    }


def _names_by_grade(names: Mapping[str, str]) -> str:
    quoted = ", ".join(f"{_quoted(grade)}: {_quoted(name)}" for grade, name in names.items())
    return f"{{{quoted}}}[datum.label]"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _letters(rows: int) -> Spec:
    return {
        "mark": {"type": "text", "fontSize": 13, "fontWeight": "bold", "baseline": "middle", "align": "center"},
        "encoding": {
            "x": {"field": "middle", "type": "quantitative"},
            "y": _place(rows),
            "text": {"field": "says", "type": "nominal"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }


def _in_words(rows: Sequence[DistributionRow], grades: Mapping[str, str], title: str) -> str:
    return " ".join([f"{title}.", *(_row_in_words(row, grades) for row in rows)])


def _row_in_words(row: DistributionRow, grades: Mapping[str, str]) -> str:
    n = _graded(row, grades)
    given = ", ".join(f"{word} {row.counts[grade]}" for grade, word in grades.items() if row.counts.get(grade, 0))
    return f"{row.label}: {given} of {n}." if given else f"{row.label}: none graded."
