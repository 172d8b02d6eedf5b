"""Closing a record to all but named people, opening it again, and reading a closed one in an emergency."""
