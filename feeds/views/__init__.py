"""Pages of feeds, and the address of the interface."""

from .api import api
from .tables import feeds, reference, take
from .tokens import add_token, end, token_page, tokens

__all__ = ["add_token", "api", "end", "feeds", "reference", "take", "token_page", "tokens"]
