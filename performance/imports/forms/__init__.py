"""What people enter about a file of figures."""

from .mappings import MappingForm, SavedMappingForm, WhereForm
from .uploads import NamesForm, NeighbourModelForm, StoreForm, UploadForm

__all__ = [
    "MappingForm",
    "NamesForm",
    "NeighbourModelForm",
    "SavedMappingForm",
    "StoreForm",
    "UploadForm",
    "WhereForm",
]
