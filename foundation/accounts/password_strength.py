"""Passwords that are long and yet guessed at once: rows of keys, repeats, years, names, the council's own words."""

import re

from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

from foundation.council.models import Council

# zxcvbn estimates how often a guesser must try: 3 is more than 10^8 times, of 0 to 4.
LEAST_SCORE = 3
# It reads no further, and takes long for long ones; what is longer is judged by its beginning.
READ = 72
OWN_WORDS = ["quality", "assurance", "audit", "council", "social", "worker", "children", "safeguarding"]


class HardToGuess:
    """For AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user=None) -> None:
        words = [*OWN_WORDS, *_words(Council.current().name)]
        if user is not None:
            words += [*_words(user.name), *_words(user.email or "")]
        if zxcvbn(password[:READ], user_inputs=words)["score"] < LEAST_SCORE:
            raise ValidationError(
                "This password is easy to guess. Put three or more words together that have nothing to do with you or with each other.",
                code="easy_to_guess",
            )

    def get_help_text(self) -> str:
        return "Three words that have nothing to do with you or with each other are hard to guess."


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", text) if len(word) > 2]
