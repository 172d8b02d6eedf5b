"""Addresses of files of figures: brought, checked, stored, undone; and the mappings by which they are read."""

from django.urls import path

from .views import batches, mappings, uploads

urlpatterns = [
    path("", batches.batch_list, name="batches"),
    path("batches/<int:pk>/", batches.batch_page, name="batch"),
    path("batches/<int:pk>/undo/", batches.undo, name="undo"),
    path("new/", uploads.upload, name="import"),
    path("<int:pk>/", uploads.check, name="import-check"),
    path("<int:pk>/columns/", uploads.mapping, name="import-mapping"),
    path("<int:pk>/model/", uploads.model, name="import-model"),
    path("<int:pk>/names/", uploads.names, name="import-names"),
    path("mappings/", mappings.mapping_list, name="mappings"),
    path("mappings/<int:pk>/", mappings.saved_mapping, name="saved-mapping"),
    path("mappings/<int:pk>/delete/", mappings.delete, name="delete-mapping"),
]
