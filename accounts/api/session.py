"""`/api/tokens`, `/api/session`, `/api/users`, `/api/password`: who one is, and how one comes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout, password_validation
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.middleware.csrf import get_token
from django.utils.decorators import method_decorator
from django.utils.http import urlsafe_base64_decode
from django.views.decorators.csrf import csrf_protect
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.generics import DestroyAPIView, ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.openapi import BearerScheme  # noqa: F401 - registers it
from accounts.api.ownership import Owned, asker
from accounts.auth.password import LOCKED
from accounts.auth.public_address import public_address
from accounts.auth.throttling import PasswordThrottle
from accounts.models import Token, User
from accounts.models.user import refuse_invisible
from accounts.tasks import request_password_reset
from core.api.problems import Problem


class TokenLine(serializers.ModelSerializer[Token]):
    class Meta:
        model = Token
        fields = ("id", "name", "hint", "created", "expires", "used")
        read_only_fields = fields


class TokenList(Owned, ListAPIView[Token]):
    """The tokens one has, without their secrets."""

    queryset = Token.objects.all()
    serializer_class = TokenLine
    filter_backends = ()

    class NewToken(serializers.Serializer[Any]):
        name = serializers.CharField(max_length=80, allow_blank=True, default="")
        days = serializers.IntegerField(min_value=1, max_value=36_500, required=False, allow_null=True)

    class MadeToken(serializers.ModelSerializer[Token]):
        token = serializers.CharField(help_text="the secret; it is not shown again")

        class Meta:
            model = Token
            fields = (*TokenLine.Meta.fields, "token")
            read_only_fields = fields

    @extend_schema(operation_id="list_tokens", tags=["account"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @extend_schema(operation_id="make_token", tags=["account"], request=NewToken, responses={201: MadeToken})
    def post(self, request: Request) -> Response:
        """Make a token. Its secret is shown this once."""
        wanted = _valid(self.NewToken, request)
        token, secret = Token.objects.issue(asker(request), name=wanted["name"], days=wanted.get("days"))
        return Response(
            {**TokenLine(token).data, "token": secret}, 201, headers={"Cache-Control": "no-store"}
        )


class TokenDetail(Owned, DestroyAPIView[Token]):
    queryset = Token.objects.all()
    serializer_class = TokenLine

    @extend_schema(operation_id="revoke_token", tags=["account"])
    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Revoke a token."""
        return super().delete(request, *args, **kwargs)


class _PublicView(APIView):
    """A door for those who are not in yet. A page of another site cannot use it in someone's name."""

    permission_classes = (AllowAny,)
    authentication_classes: Sequence[type[BaseAuthentication]] = ()
    throttle_classes = (PasswordThrottle,)


class WhoAmI(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ("id", "email", "first_name", "last_name", "is_staff", "date_joined")
        read_only_fields = fields


class Credentials(serializers.Serializer[Any]):
    email = serializers.EmailField(validators=[refuse_invisible])
    password = serializers.CharField(trim_whitespace=False, max_length=4_096)


class Session(serializers.Serializer[Any]):
    user = WhoAmI(allow_null=True)
    csrf_token = serializers.CharField(help_text="to be sent as X-CSRFToken with what changes something")


@method_decorator(csrf_protect, name="dispatch")
class SessionView(_PublicView):
    authentication_classes = (SessionAuthentication,)

    @extend_schema(operation_id="get_session", tags=["account"], responses={200: Session})
    def get(self, request: Request) -> Response:
        """Who is logged in by cookie, and the CSRF token."""
        who = WhoAmI(request.user).data if request.user.is_authenticated else None
        return Response({"user": who, "csrf_token": get_token(request._request)})

    @extend_schema(operation_id="log_in", tags=["account"], request=Credentials, responses={200: WhoAmI})
    def post(self, request: Request) -> Response:
        """Log in with a password; the session is a cookie. Needs the CSRF token, as every form does."""
        given = _valid(Credentials, request)
        user = authenticate(request._request, username=given["email"], password=given["password"])
        if user is None:
            raise Problem(401, LOCKED)
        login(request._request, user)
        return Response(WhoAmI(user).data)

    @extend_schema(operation_id="log_out", tags=["account"], request=None, responses={204: OpenApiResponse()})
    def delete(self, request: Request) -> Response:
        """Log out."""
        logout(request._request)
        return Response(status=204)


class Registration(_PublicView):
    @extend_schema(operation_id="register", tags=["account"], request=Credentials, responses={201: WhoAmI})
    def post(self, request: Request) -> Response:
        """Make an account, where the REGISTRATION setting allows it."""
        if not settings.REGISTRATION:
            raise Problem(403, "Accounts are made by an administrator here.", code="registration_off")
        given = _valid(Credentials, request)
        candidate = User(email=User.objects.normalize(given["email"]))
        _refuse_weak(given["password"], candidate)
        return Response(WhoAmI(_created(**given)).data, 201)


class PasswordReset(_PublicView):
    class Address(serializers.Serializer[Any]):
        email = serializers.EmailField()

    @extend_schema(
        operation_id="ask_for_password", tags=["account"], request=Address, responses={204: OpenApiResponse()}
    )
    def post(self, request: Request) -> Response:
        """Send a link to set a new password. The answer is the same whether there is such an account or not."""
        email = _valid(self.Address, request)["email"]
        domain, https = public_address(request._request)
        request_password_reset(email, domain=domain, https=https)
        return Response(status=204)


class PasswordSet(_PublicView):
    class NewPassword(serializers.Serializer[Any]):
        uid = serializers.CharField(max_length=100)
        token = serializers.CharField(max_length=200)
        password = serializers.CharField(trim_whitespace=False, max_length=4_096)

    @extend_schema(
        operation_id="set_password", tags=["account"], request=NewPassword, responses={204: OpenApiResponse()}
    )
    def post(self, request: Request) -> Response:
        """Set a new password with what the link carried. Tokens stay valid; sessions end."""
        given = _valid(self.NewPassword, request)
        user = _user_of(given["uid"])
        if user is None or not default_token_generator.check_token(user, given["token"]):
            raise Problem(422, "The link is not valid, or it was used; ask for another.", code="stale_link")
        form = SetPasswordForm(user, {"new_password1": given["password"], "new_password2": given["password"]})
        if not form.is_valid():
            raise serializers.ValidationError(
                {"password": [str(says) for says in form.errors["new_password2"]]}
            )
        form.save()
        return Response(status=204)


def _valid(serializer: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    given = serializer(data=request.data)
    given.is_valid(raise_exception=True)
    valid: dict[str, Any] = given.validated_data
    return valid


def _created(email: str, password: str) -> User:
    taken = Problem(409, "There is an account with this address.", code="taken")
    if User.objects.known(email):
        raise taken
    try:
        return User.objects.create_user(email, password)
    except IntegrityError:  # somebody was quicker
        raise taken from None


def _refuse_weak(password: str, user: User) -> None:
    try:
        password_validation.validate_password(password, user)
    except ValidationError as error:
        raise serializers.ValidationError({"password": error.messages}) from None


def _user_of(uid: str) -> User | None:
    try:
        return User.objects.filter(pk=urlsafe_base64_decode(uid).decode(), is_active=True).first()
    except (ValueError, ValidationError):
        return None
