"""Tell somebody something; send what waits."""

from .digests import enter_digest, settle, take_back_unsent
from .linking import mail_password_link
from .preferences import choose_mail
from .sending import send_again, send_waiting
from .telling import tell, told_already
from .telling_powers import tell_of_powers

__all__ = [
    "choose_mail",
    "enter_digest",
    "mail_password_link",
    "send_again",
    "send_waiting",
    "settle",
    "take_back_unsent",
    "tell",
    "tell_of_powers",
    "told_already",
]
