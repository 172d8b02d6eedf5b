from django.contrib.auth.decorators import login_not_required
from django.urls import path

from . import views

app_name = "passwords"
urlpatterns = [
    path("password/forgotten/", login_not_required(views.forgotten), name="forgotten"),
    path("password/choose/<str:uidb64>/<str:token>/", login_not_required(views.ByLink.as_view()), name="by-link"),
    path("my-password/", views.my_password, name="my-password"),
    path("take-file/", views.before_file, name="before-file"),
    path("settings/people/<int:pk>/link/", views.mail_link, name="mail-link"),
    path("settings/people/<int:pk>/temporary-password/", views.temporary_password, name="temporary"),
]
