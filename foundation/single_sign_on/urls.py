from django.contrib.auth.decorators import login_not_required
from django.urls import path

from . import views

app_name = "single_sign_on"
urlpatterns = [
    path("sign-in/with-account/", login_not_required(views.begin), name="begin"),
    path("sign-in/with-account/back/", login_not_required(views.back), name="back"),
    path("settings/people/<int:pk>/account/take-off/", views.take_off, name="take-off"),
]
