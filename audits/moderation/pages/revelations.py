"""How many moderated audits agreement leaves out, in words."""

import datetime
from collections import Counter
from collections.abc import Iterable

from django.db.models import F

from audits.enums import AuditState, ShownBy
from audits.models import Audit, Revelation
from audits.querysets import monthly
from foundation.statistics import count_of


def left_out_words(first: datetime.date, last: datetime.date, hidden: Iterable[datetime.date] = ()) -> str:
    """How many moderated audits of these months agreement leaves out, and why; nothing where there are none."""
    moderated = Audit.objects.filter(monthly(), state=AuditState.MODERATED, cycle__month__gte=first, cycle__month__lte=last)
    knowing = moderated.exclude(cycle__month__in=list(hidden)).filter(moderated_knowing=True)
    total = knowing.count()
    if not total:
        return ""
    shown = Revelation.objects.filter(audit__in=knowing, person=F("audit__moderator")).values_list("how", flat=True)
    ways = ", ".join(f"{count}: {ShownBy(how).label.lower()}" for how, count in sorted(Counter(shown).items()))
    words = f"{count_of(total, moderated.count())} moderated audits {'is' if total == 1 else 'are'} left out"
    return f"{words}: their moderators had seen the auditor’s grades before they gave their own ({ways})."
