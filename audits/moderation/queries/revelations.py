"""Who has seen an audit's grades, in words."""

import datetime
from collections import Counter
from collections.abc import Iterable

from django.db.models import F

from audits.enums import ShownBy, State
from audits.models import Audit, Revelation
from foundation.accounts.models import Person
from foundation.govuk.formats import uk_date
from foundation.statistics import count_of


def seen_words(audit: Audit, person: Person | None) -> str:
    """“Morwenna Pask has seen the auditor's grades …”; nothing where they have not, or nobody moderates the month blind."""
    if person is None or not audit.cycle.blind:
        return ""
    shown = Revelation.objects.filter(audit=audit, person=person).first()
    if shown is None:
        return ""
    return (
        f"{person} has seen grades of this audit before ({ShownBy(shown.how).label.lower()}, {uk_date(shown.shown_on)}). "
        "What they grade now is kept, but it is not blind and is left out of the figures on agreement."
    )


def left_out_words(first: datetime.date, last: datetime.date, hidden: Iterable[datetime.date] = ()) -> str:
    """How many moderated audits of these months agreement leaves out, and why; nothing where there are none."""
    moderated = Audit.objects.filter(state=State.MODERATED, cycle__month__gte=first, cycle__month__lte=last)
    knowing = moderated.exclude(cycle__month__in=list(hidden)).filter(moderated_knowing=True)
    total = knowing.count()
    if not total:
        return ""
    shown = Revelation.objects.filter(audit__in=knowing, person=F("audit__moderator")).values_list("how", flat=True)
    ways = ", ".join(f"{count}: {ShownBy(how).label.lower()}" for how, count in sorted(Counter(shown).items()))
    words = f"{count_of(total, moderated.count())} moderated audits {'is' if total == 1 else 'are'} left out"
    return f"{words}: their moderators had seen the auditor’s grades before they gave their own ({ways})."
