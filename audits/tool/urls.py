"""The versions of the audit tool."""

from django.urls import path

from . import views

urlpatterns = [
    path("cycles/<str:code>/tool/", views.choose, name="choose-tool"),
    path("settings/audit-tool/", views.tool_list, name="tools"),
    path("settings/audit-tool/new/", views.begin, name="begin-tool"),
    path("settings/audit-tool/<int:pk>/", views.tool_page, name="tool"),
    path("settings/audit-tool/<int:pk>/publish/", views.publish, name="publish-tool"),
    path("settings/audit-tool/<int:pk>/discard/", views.discard, name="discard-tool"),
    path("settings/audit-tool/<int:pk>/domains/new/", views.new_domain, name="add-domain"),
    path("settings/audit-tool/<int:pk>/checklist/new/", views.new_item, name="add-item"),
    path("settings/audit-tool/domains/<int:pk>/", views.change_domain, name="change-domain"),
    path("settings/audit-tool/domains/<int:pk>/questions/new/", views.new_question, name="add-question"),
    path("settings/audit-tool/questions/<int:pk>/", views.change_question, name="change-question"),
    path("settings/audit-tool/checklist/<int:pk>/", views.change_item, name="change-item"),
    path("settings/audit-tool/<slug:kind>/<int:pk>/move/", views.move, name="move-part"),
    path("settings/audit-tool/<slug:kind>/<int:pk>/remove/", views.remove, name="remove-part"),
]
