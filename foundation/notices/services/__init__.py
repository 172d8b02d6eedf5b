"""Tell somebody something; send what waits."""

from .sending import send_again, send_waiting
from .telling import tell, told_already

__all__ = ["send_again", "send_waiting", "tell", "told_already"]
