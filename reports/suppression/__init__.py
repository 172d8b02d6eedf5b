"""What of a report each audience is shown. One content in, one content out: a renderer never knows that anything was hidden."""

from .hiding import Hidden
from .rules import CONFIDENTIAL, AudienceRules
from .variant import Shown, Variant, variant_for

__all__ = ["CONFIDENTIAL", "AudienceRules", "Hidden", "Shown", "Variant", "variant_for"]
