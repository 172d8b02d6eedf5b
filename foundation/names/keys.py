"""What a name is compared by: the same for every way in which a keyboard, a phone or a spreadsheet writes it.

Letters count with their accents (Zoë is not Zoe), whether an accent is one sign with its letter or follows it. What does not count:
capitals, the kind of an apostrophe or a hyphen, width, ligatures, marks that nobody sees, how much space there is.
"""

import re
import unicodedata

_APOSTROPHES = "\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc\u02bd\u02c8\u00b4`\uff07\ua78b\ua78c\u055a\u05f3"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u02d7\ufe58\ufe63\uff0d\u00ad"
# Before the normal form is made: there, some of these fall into a space and an accent.
ONE_KIND = dict.fromkeys(map(ord, _APOSTROPHES), "'") | dict.fromkeys(map(ord, _HYPHENS[:-1]), "-")
_UNSEEN = {"Cc", "Cf"}
_AROUND = re.compile(r"\s*([-'])\s*")
_LONGEST_KEY = 200


def plain_letters(text: str) -> str:
    """The text in one kind of apostrophe, hyphen, width and space, without what nobody sees; capitals as they are."""
    text = unicodedata.normalize("NFKC", text.translate(ONE_KIND)).translate(ONE_KIND)
    seen = "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter) not in _UNSEEN)
    return " ".join(seen.split())


def name_key(text: str) -> str:
    """What the name of a team, a service or anything else is compared by."""
    # Small letters may need composing again: İ becomes an i and a dot.
    return unicodedata.normalize("NFKC", plain_letters(text).casefold())


def person_key(text: str) -> str:
    """As `name_key`, and either way round: “Ali, Zainab” is Zainab Ali."""
    return _AROUND.sub(r"\1", name_key(in_speaking_order(plain_letters(text))))


def in_speaking_order(text: str) -> str:
    """A name that is written surname first, with a comma, as it is spoken; any other as it stands."""
    surname, comma, forename = text.strip(" \t\r\n\u00a0,;").partition(",")
    if not comma or "," in forename or not surname.strip() or not forename.strip():
        return text.strip(" \t\r\n\u00a0,;")
    return f"{forename.strip()} {surname.strip()}"


_TITLE = re.compile(r"(mr|mrs|ms|miss|mx|dr|prof|professor|cllr|councillor|rev|reverend|sir|dame|lady|lord)\.? (?=\S+ \S)", re.IGNORECASE)
_ADDRESS = re.compile(r"[<(\[]\s*([^<>()\[\]\s@]+@[^<>()\[\]\s@]+)\s*[>)\]]")
_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")


def without_title(text: str) -> str:
    """A person’s name alone of what lists put about it: “Ms Zainab Ali”, “Ali, Dr Zainab”, “Zainab Ali (she/her)”, “Zainab Ali (SW)”.

    Where an e-mail address is given beside the name, as in “Zainab Ali <z.ali@example.org>”, it is the address.
    """
    if address := _ADDRESS.search(text):
        return address[1]
    name = in_speaking_order(_IN_BRACKETS.sub(" ", text))
    return " ".join(_TITLE.sub("", name.strip()).split())


def case_key(text: str) -> str:
    """What a case ID is compared by: D-1 and d-1 are one child's record, and so are they with another kind of hyphen."""
    return name_key(text)[:_LONGEST_KEY]


def address_key(text: str) -> str:
    """An e-mail address in the one form in which it is stored and looked up."""
    return plain_letters(text).replace(" ", "").lower()
