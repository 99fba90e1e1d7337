"""Prefix: /demo/, only where the demo is installed."""

from django.urls import path

from retraining.demo import views

urlpatterns = [
    path("", views.front, name="demo"),
    path("sign-in/<slug:slug>/", views.sign_in, name="demo_sign_in"),
    path("mail/", views.mailbox, name="demo_mailbox"),
    path("mail/<int:mail_id>/", views.mail, name="demo_mail"),
    path("mail/<int:mail_id>/html/", views.mail_html, name="demo_mail_html"),
]
