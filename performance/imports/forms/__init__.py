"""What people enter about a file of figures."""

from .mappings import SavedMappingForm
from .uploads import MappingForm, NamesForm, NeighbourModelForm, StoreForm, UploadForm, WhereForm

__all__ = [
    "MappingForm",
    "NamesForm",
    "NeighbourModelForm",
    "SavedMappingForm",
    "StoreForm",
    "UploadForm",
    "WhereForm",
]
