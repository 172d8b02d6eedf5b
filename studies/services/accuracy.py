"""What an accuracy sample says of the figure that it checked: a sentence in the indicator's data-quality flag."""

import re

from foundation.accounts.models import Person
from foundation.council.months import month_name
from foundation.statistics.shares import share_in_words
from performance.services.indicators import save_indicator
from studies.models import Study
from studies.queries.results import accuracy_of

# The sentence of an earlier accuracy sample, which the newest one replaces; what else the flag says stays.
_EARLIER = re.compile(r"\s*Accuracy sample \d+, .*? against the record[^\n]*")


def flag_the_figure(study: Study) -> None:
    """Say in the flag how many rows differ from the record. Where none does, only an earlier sample's sentence goes."""
    indicator = study.indicator
    if indicator is None:
        raise ValueError(f"{study} checks no indicator.")
    note = _EARLIER.sub("", indicator.quality_note).strip()
    wrong, n = accuracy_of(study)
    if wrong:
        note = f"{note}\n{_sentence(study, wrong, n)}".strip()
    save_indicator(actor=Person.objects.system(), indicator=indicator, measure=indicator.measure.name, quality_note=note)


def _sentence(study: Study, wrong: int, n: int) -> str:
    month = month_name(study.month) if study.month else ""
    return (
        f"Accuracy sample {study.number}, {month}: {share_in_words(wrong, n)} of the rows checked against the record did not agree with it."
    )
