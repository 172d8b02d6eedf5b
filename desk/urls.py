from django.urls import path
from django.views.generic import TemplateView

app_name = "desk"

urlpatterns = [path("", TemplateView.as_view(template_name="desk/my_work.html"), name="my-work")]
