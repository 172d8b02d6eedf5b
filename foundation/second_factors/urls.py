from django.contrib.auth.decorators import login_not_required
from django.urls import path

from . import views

app_name = "second_factors"
urlpatterns = [
    path("sign-in/second-step/", login_not_required(views.second_step), name="second-step"),
    path("sign-in/passkey/", login_not_required(views.sign_in_by_passkey), name="by-passkey"),
    path("my-sign-in/confirm/", views.confirm, name="confirm"),
    path("my-sign-in/", views.my_sign_in, name="my-sign-in"),
    path("my-sign-in/app/", views.add_app, name="add-app"),
    path("my-sign-in/app/remove/", views.remove_app, name="remove-app"),
    path("my-sign-in/passkeys/new/", views.add_passkey, name="add-passkey"),
    path("my-sign-in/passkeys/<int:pk>/remove/", views.remove_a_passkey, name="remove-passkey"),
    path("my-sign-in/recovery-codes/", views.recovery_codes, name="recovery-codes"),
    path("settings/people/<int:pk>/second-step/remove/", views.reset, name="reset"),
    path("settings/second-step/", views.required, name="required"),
]
