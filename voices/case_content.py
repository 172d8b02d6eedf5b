"""Which addresses of voices show case content, and of what. The page behind a link shows questions alone."""

from foundation.activity.case_content import CASES, NONE, Shows

VOICE = Shows("voices.voicerecord", "number")

CASE_CONTENT = {
    "list": CASES,
    "new": CASES,
    "voice": VOICE,
    "record": VOICE,
    "close": VOICE,
    "again": VOICE,
    "link": VOICE,
    "withdraw-link": VOICE,
    "themes": VOICE,
    "quote": VOICE,
    "consent": VOICE,
    "question-sets": NONE,
    "new-questions": NONE,
    "questions": NONE,
    "change-questions": NONE,
    "retire-questions": NONE,
    "answer": NONE,
}
