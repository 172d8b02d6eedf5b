"""How a message to a receiver is signed, and when it is tried again. Plain values."""

import base64
import datetime
import hashlib
import hmac

SECRET_BEGINS = "whsec_"
# After the first failed attempt, the second, and so on; then it is given up. In minutes: a day altogether.
WAITS = (1, 5, 30, 120, 360, 960)
# Failed attempts without one that was taken between, after which a receiver is switched off.
TOO_MANY = 10


def signature_of(secret: str, message_id: str, timestamp: int, body: str) -> str:
    """As the Standard Webhooks specification has it: “v1,” and the base64 of HMAC-SHA256 over id, timestamp and body."""
    key = base64.b64decode(secret.removeprefix(SECRET_BEGINS))
    signed = f"{message_id}.{timestamp}.{body}".encode()
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def wait_after(attempts: int) -> datetime.timedelta | None:
    """Until the next attempt, after so many that failed; None where it is given up."""
    return datetime.timedelta(minutes=WAITS[attempts - 1]) if attempts <= len(WAITS) else None
