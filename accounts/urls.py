"""The doors of accounts."""

from django.contrib.auth import views
from django.urls import path

from accounts.api import PasswordReset, PasswordSet, Registration, SessionView, TokenDetail, TokenList
from accounts.me import Export, Me

urlpatterns = [
    path("api/tokens", TokenList.as_view(), name="tokens"),
    path("api/tokens/<uuid:pk>", TokenDetail.as_view(), name="token"),
    path("api/me", Me.as_view(), name="me"),
    path("api/me/export", Export.as_view(), name="export"),
    path("api/session", SessionView.as_view(), name="session"),
    path("api/users", Registration.as_view(), name="registration"),
    path("api/password", PasswordReset.as_view(), name="password"),
    path("api/password/set", PasswordSet.as_view(), name="password-set"),
    # Pages for the link that the mail carries; the admin brings their templates.
    path(
        "password/<uidb64>/<token>/", views.PasswordResetConfirmView.as_view(), name="password_reset_confirm"
    ),
    path("password/done/", views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
    path("login/", views.LoginView.as_view(template_name="admin/login.html"), name="login"),
]
