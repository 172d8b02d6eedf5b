"""Which addresses of packs show case content: the file of one with lists of records."""

from foundation.activity.case_content import NONE, Shows

CASE_CONTENT = {
    "list": NONE,
    "inspection": NONE,
    "service": NONE,
    "pack": NONE,
    "download": NONE,
    "records": Shows("packs.pack", "pk"),
    "remove": NONE,
}
