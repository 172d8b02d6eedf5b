"""What a report may say of a noted figure."""

from foundation.documents.formats import uk_date
from performance.queries.noted_figures import NotedFigureSum


def noted_sentence(noted: NotedFigureSum) -> str:
    """“Children in custody: 3 = 2 (boys) + 1 (girls) on 31 July 2023 (youth justice team).”"""
    return f"{noted.figure.words}: {noted.sum} on {uk_date(noted.figure.day)} ({noted.figure.source})."
