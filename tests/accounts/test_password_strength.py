import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from foundation.accounts.models import Person

WILL = Person(name="Will Okafor", email="will.okafor@example.gov.uk")


@pytest.mark.parametrize(
    "password",
    [
        "123456789012", "aaaaaaaaaaaa", "000000000000", "abcabcabcabc", "abcdefghijkl", "qwertyuiop12", "111111222222", "password2023!",
        "Password123456", "letmeinletmein", "adminadmin123", "council12345", "safeguarding1", "will.okafor12", "okaforokafor", "x" * 100,
        "19841984198419", "zaq12wsxcde3",
    ],
)  # fmt: skip
def test_what_anybody_would_guess_is_refused(db, password):
    with pytest.raises(ValidationError):
        validate_password(password, WILL)


@pytest.mark.parametrize(
    "password",
    [
        "harbour-kettle-41",
        "coffee tiger lamp",
        "correcthorsebatterystaple",
        "ünüsual Wörter zum Frühstück",
        "v9$kQ2!mZp7#rT",
        "brass kite " * 20,
    ],
)
def test_words_that_have_nothing_to_do_with_each_other_are_taken_without_rules_of_composition(db, password):
    validate_password(password, WILL)
