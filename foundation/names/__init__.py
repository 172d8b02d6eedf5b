"""When two ways of writing a name are one: a person's, a team's, a child's record's. No Django."""

from foundation.names.keys import address_key, case_key, in_speaking_order, name_key, person_key

__all__ = ["address_key", "case_key", "in_speaking_order", "name_key", "person_key"]
