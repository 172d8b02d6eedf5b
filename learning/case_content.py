"""Which addresses of learning show case content: none. Events are about practice, figures are counts, and names are of colleagues."""

from foundation.activity.case_content import NONE

CASE_CONTENT = {
    "calendar": NONE,
    "feed": NONE,
    "list": NONE,
    "new": NONE,
    "event": NONE,
    "change": NONE,
    "hold": NONE,
    "unhold": NONE,
    "cancel": NONE,
    "invite": NONE,
    "uninvite": NONE,
    "reply": NONE,
    "attendance": NONE,
    "attended": NONE,
    "evaluate": NONE,
    "impact": NONE,
    "impact-chart": NONE,
    "impact-of-publication": NONE,
    "impact-of-publication-chart": NONE,
    "impact-of-priority": NONE,
    "impact-of-priority-chart": NONE,
}
