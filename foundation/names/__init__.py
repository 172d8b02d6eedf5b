"""When two ways of writing a name are one, and by what names are found and put in order; whole numbers as people write them. No Django."""

from foundation.names.folding import fold, folded, words_of
from foundation.names.keys import address_key, case_key, in_speaking_order, name_key, person_key, without_title
from foundation.names.naming import case_ids_named, case_ids_written, initials_written, people_named

__all__ = [
    "address_key",
    "case_ids_named",
    "case_ids_written",
    "case_key",
    "fold",
    "folded",
    "in_speaking_order",
    "initials_written",
    "name_key",
    "people_named",
    "person_key",
    "without_title",
    "words_of",
]
