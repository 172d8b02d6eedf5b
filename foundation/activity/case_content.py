"""Which addresses answer with case content. Each app lists its own as `case_content` on its AppConfig: name of the address → `Shows`.

Every address is listed, also those that show none: a test fails for one that is not, and until it is listed it counts as showing some.
"""

from dataclasses import dataclass
from functools import cache

from django.apps import apps


@dataclass(frozen=True)
class Shows:
    """Case content: of one thing, `kind` (“audits.audit”) with the key that the address has under `by`; or of whatever a list holds.

    `also` are further parameters of the address that tell which. Nothing else of an address is written down.
    """

    kind: str = ""
    by: str = ""
    also: tuple[str, ...] = ()


CASES = Shows()
# Words, figures and settings that tell of no child: totals, indicators, the audit tool, a person's own settings.
NONE = None


@cache
def declared() -> dict[str, Shows | None]:
    """Every address that an app lists, by its whole name."""
    return {
        f"{config.label}:{name}": shows for config in apps.get_app_configs() for name, shows in getattr(config, "case_content", {}).items()
    }
