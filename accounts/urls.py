"""The doors of accounts."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from accounts.api.me import Export, Me
from accounts.api.session import (
    PasswordReset,
    PasswordSet,
    Registration,
    SessionView,
    TokenDetail,
    TokenList,
)
from accounts.pages import (
    Account,
    ChangePassword,
    ForgottenPassword,
    LinkSent,
    Login,
    NewPassword,
    PasswordIsSet,
    Register,
)

urlpatterns = [
    path("api/tokens", TokenList.as_view(), name="tokens"),
    path("api/tokens/<uuid:pk>", TokenDetail.as_view(), name="token"),
    path("api/me", Me.as_view(), name="me"),
    path("api/me/export", Export.as_view(), name="export"),
    path("api/session", SessionView.as_view(), name="session"),
    path("api/users", Registration.as_view(), name="registration"),
    path("api/password", PasswordReset.as_view(), name="password"),
    path("api/password/set", PasswordSet.as_view(), name="password-set"),
    path("login/", Login.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("register/", Register.as_view(), name="register"),
    path("account/", Account.as_view(), name="account"),
    path("account/password/", ChangePassword.as_view(), name="password_change"),
    # Under the second name the admin's login shows it.
    path("password/", ForgottenPassword.as_view(), name="password_reset"),
    path("password/", ForgottenPassword.as_view(), name="admin_password_reset"),
    path("password/sent/", LinkSent.as_view(), name="password_reset_sent"),
    path("password/done/", PasswordIsSet.as_view(), name="password_reset_complete"),
    path("password/<uidb64>/<token>/", NewPassword.as_view(), name="password_reset_confirm"),
]
