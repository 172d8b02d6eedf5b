from .keeping import discard_kept, keep_form, settle_saved, settle_sent
from .taking import begin_taking, end_taking

__all__ = ["begin_taking", "discard_kept", "end_taking", "keep_form", "settle_saved", "settle_sent"]
