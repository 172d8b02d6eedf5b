"""The themes of findings, and the findings that are coded to them."""

from django.urls import path

from .views import findings, themes

urlpatterns = [
    path("findings/", findings.finding_list, name="findings"),
    path("findings/code/", findings.code, name="code-findings"),
    path("settings/finding-themes/", themes.theme_list, name="finding-themes"),
    path("settings/finding-themes/add/", themes.add, name="add-finding-themes"),
    path("settings/finding-themes/<int:pk>/", themes.theme_page, name="finding-theme"),
    path("settings/finding-themes/<int:pk>/merge/", themes.merge, name="merge-finding-theme"),
    path("settings/finding-themes/<int:pk>/retire/", themes.retire, name="retire-finding-theme"),
    path("settings/finding-themes/<int:pk>/bring-back/", themes.bring_back, name="bring-back-finding-theme"),
]
