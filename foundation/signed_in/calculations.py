"""When somebody is signed out: so long after they last did something, and so long after they signed in, whatever they do. Plain values."""

from dataclasses import dataclass

# Where a session keeps the two moments, in seconds since 1970.
BEGAN, SEEN = "began_at", "seen_at"
# Seconds after which the later one is written again.
WRITTEN_EVERY = 60


@dataclass(frozen=True)
class SessionLimits:
    """Both in seconds."""

    idle: int
    whole: int


def seconds_left(limits: SessionLimits, *, began: float, seen: float, now: float) -> int:
    """Until the earlier of the two, 0 where one has come; moments are seconds since 1970.

    A moment still to come is from before the clock was put back, and counts as now.
    """
    idle = limits.idle - max(0, now - seen)
    whole = limits.whole - max(0, now - began)
    return max(0, int(min(idle, whole)))


def can_stay(limits: SessionLimits, *, began: float, now: float) -> bool:
    """Whether doing something puts the end off: not where the whole time is over first."""
    return limits.whole - max(0, now - began) > limits.idle


# The first that is named in what a browser says of itself: Edge says Chrome too, and Chrome says Safari.
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"))
MACHINES = (
    *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows")),
    *(("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")),
)


def browser_in_words(user_agent: str) -> str:
    """“Edge on Windows”, as far as the browser says: for a person to know it again, not to be relied upon."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "A browser")
    machine = next((name for sign, name in MACHINES if sign in user_agent), "")
    return f"{browser} on {machine}" if machine else browser
