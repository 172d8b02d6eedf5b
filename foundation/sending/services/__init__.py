from .kept_forms import discard_kept, discard_writing, keep_form, settle_sent
from .submissions import begin_submission, end_submission

__all__ = ["begin_submission", "discard_kept", "discard_writing", "end_submission", "keep_form", "settle_sent"]
