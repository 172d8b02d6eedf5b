from .records import StudyAnswer, StudyRecord, Wave
from .studies import Study, StudyQuestion

__all__ = ["Study", "StudyAnswer", "StudyQuestion", "StudyRecord", "Wave"]
