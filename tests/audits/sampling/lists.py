"""Lists of records to draw from, as a council would bring them."""

import csv
from io import StringIO

HEADER = ["case", "team", "worker", "plan_type", "age_band", "ethnicity_group", "past_workers", "family", "weeks open", "restricted"]


def row(number: int, **changes: object) -> dict[str, object]:
    """A record of Elm, Ash or Oak Team by turns, open for half a year, of a family of its own."""
    team = ["Elm Team", "Ash Team", "Oak Team"][number % 3]
    plain = {"case": f"C-{number:03}", "team": team, "plan_type": "Child protection", "family": f"F-{number}", "weeks open": 26}
    return plain | {name.replace("_open", " open"): value for name, value in changes.items()}


def rows(count: int) -> list[dict[str, object]]:
    return [row(number) for number in range(count)]


def as_csv(records: list[dict[str, object]], header: list[str] | None = None) -> str:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, header or HEADER, restval="")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue()


def answers_on(page) -> dict[str, str]:
    """What the page of questions about a list has chosen already, as a browser would send it."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def answered(visitor, page: str, **words: str) -> str:
    """The address that follows once the questions about a list are answered: what is chosen already, and `words` by what is written."""
    if not page.endswith("/list/"):
        return page
    shown = visitor.get(page)
    names = {word.written: name for name, word in shown.context["form"].words_asked().items()}
    return visitor.post(page, answers_on(shown) | {names[word]: means for word, means in words.items()}).url
