"""Tell somebody something; send what waits."""

from .digests import enter_digest, settle, take_back_unsent
from .linking import OutsideLink, mail_link_outside, mail_password_link, register_outside_link, take_back_link
from .notifications import already_notified, notify
from .power_notifications import notify_of_powers
from .preferences import choose_mail
from .sending import send_again, send_waiting

__all__ = [
    "choose_mail",
    "enter_digest",
    "mail_password_link",
    "mail_link_outside",
    "register_outside_link",
    "take_back_link",
    "OutsideLink",
    "send_again",
    "send_waiting",
    "settle",
    "take_back_unsent",
    "notify",
    "notify_of_powers",
    "already_notified",
]
