from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("my-mail/", views.my_mail, name="my-mail"),
    path("settings/mail/", views.mail, name="mail"),
    path("settings/mail/<int:pk>/send-again/", views.send_one_again, name="send-again"),
]
