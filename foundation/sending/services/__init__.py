from .kept_forms import discard_kept, keep_form, settle_saved, settle_sent
from .submissions import begin_submission, end_submission

__all__ = ["begin_submission", "discard_kept", "end_submission", "keep_form", "settle_saved", "settle_sent"]
