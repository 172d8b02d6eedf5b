"""What was said of the headings and words of earlier lists."""

from .models import ListAnswer
from .subjects import ListSubject


def answers_to(*subjects: ListSubject) -> dict[str, dict[str, str]]:
    """By the name of the subject: what each key means. One query."""
    found: dict[str, dict[str, str]] = {subject.name: {} for subject in subjects}
    for name, key, means in ListAnswer.objects.filter(subject__in=found).values_list("subject", "key", "means"):
        found[name][key] = means
    return found
