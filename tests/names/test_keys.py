import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.names import address_key, case_key, in_speaking_order, name_key, person_key

APOSTROPHES = ["'", "’", "‘", "ʼ", "ʻ", "`", "´", "′", "＇"]
HYPHENS = ["-", "‐", "‑", "–", "—", "−", "－"]


@pytest.mark.parametrize("mark", APOSTROPHES)
def test_every_kind_of_apostrophe_is_one(mark):
    assert person_key(f"Siân O{mark}Neill") == person_key("Siân O'Neill")


@pytest.mark.parametrize("mark", HYPHENS)
def test_every_kind_of_hyphen_is_one(mark):
    assert person_key(f"Ann Lloyd{mark}Jones") == person_key("Ann Lloyd-Jones") == person_key(f"Ann Lloyd {mark} Jones")
    assert case_key(f"D{mark}1") == case_key("d-1")


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_an_accent_is_the_same_composed_or_not(form):
    assert person_key(unicodedata.normalize(form, "Zoë Núñez")) == person_key("ZOË NÚÑEZ")


def test_an_accent_is_part_of_a_name():
    assert person_key("Zoë") != person_key("Zoe")


@pytest.mark.parametrize("written", ["Ali, Zainab", "ALI,Zainab", " ali ,  zainab ", "Zainab\u00a0Ali", "Ali, Zainab,", "Zain\u200bab Ali"])
def test_a_name_is_one_either_way_round(written):
    assert person_key(written) == person_key("Zainab Ali")


@pytest.mark.parametrize("written", ["Zainab Ali", ", Zainab", "Ali, Zainab, Ms", "Ali,"])
def test_only_one_comma_between_words_turns_a_name(written):
    assert in_speaking_order(written) == written.strip(" ,")


def test_leading_noughts_are_part_of_a_case_id():
    assert len({case_key("0042"), case_key("42"), case_key("4-2")}) == 3


def test_an_e_mail_address_has_one_form():
    assert address_key(" Sian.O’Neill@Example.GOV.uk\u200b") == "sian.o'neill@example.gov.uk"


@given(st.text())
def test_a_key_is_its_own_key(text):
    assert name_key(name_key(text)) == name_key(text)
    assert person_key(person_key(text)) == person_key(text)
