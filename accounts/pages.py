"""Pages for people: logging in and out, making an account, a forgotten password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, views
from django.contrib.auth.forms import AuthenticationForm, BaseUserCreationForm, PasswordResetForm
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse_lazy
from django.views.generic import CreateView, FormView, TemplateView, View

from accounts.auth.password import LOCKED, PasswordChangeForm, rate_limited
from accounts.auth.public_address import public_address
from accounts.models import User
from accounts.tasks import request_password_reset

Links = tuple[tuple[str, str], ...]
LOG_IN: Links = (("login", "Log in"),)


def doors(request: HttpRequest) -> dict[str, bool]:
    """For every template: whether an account can be made here."""
    return {"registration": settings.REGISTRATION}


class Page(View):
    """A page with a heading. Whoever sends its form too often is asked to wait, as at the API's doors."""

    heading = ""
    lead = ""
    button = ""
    links: Links = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return rate_limited(super().dispatch)(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        parts = {name: getattr(self, name) for name in ("heading", "lead", "button", "links")}
        return super().get_context_data(**{**parts, **context})  # type: ignore[misc,no-any-return]


class LoginForm(AuthenticationForm):
    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": LOCKED,
    }


class Login(Page, views.LoginView):
    template_name = "accounts/form.html"
    form_class = LoginForm
    heading = button = "Log in"

    @property
    def redirect_authenticated_user(self) -> bool:  # type: ignore[override]
        """Who is logged in is sent on; a guest may have an account."""
        return not getattr(self.request.user, "guest", False)

    @property
    def links(self) -> Links:  # type: ignore[override]
        register = (("register", "Make an account"),) if settings.REGISTRATION else ()
        return (("password_reset", "Forgotten your password?"), *register)


class Account(LoginRequiredMixin, TemplateView):
    template_name = "accounts/account.html"


class RegistrationForm(BaseUserCreationForm):
    class Meta:
        model = User
        fields = ("email",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "password1"
        ].help_text = "At least 8 characters: no common password, not your address, not digits alone."
        self.fields["password2"].label, self.fields["password2"].help_text = "The same password again", ""

    def clean_email(self) -> str:
        email = User.objects.normalize(self.cleaned_data["email"])
        if User.objects.known(email):
            raise forms.ValidationError("There is an account with this address.")
        return email


class Register(Page, CreateView):
    """Where the REGISTRATION setting allows it; else there is no such page."""

    template_name = "accounts/form.html"
    form_class = RegistrationForm
    success_url = reverse_lazy("home")
    heading = button = "Make an account"
    links = (("login", "You have one? Log in"),)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.REGISTRATION:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """A guest's account is made of the guest: what they have tried is in it."""
        given = super().get_form_kwargs()
        asking = self.request.user
        guest = User.objects.filter(pk=asking.pk, guest=True).first() if asking.is_authenticated else None
        return {**given, "instance": guest, "initial": {"email": ""}} if guest else given

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        """Whoever made an account is in it."""
        form.instance.guest = False
        answer = super().form_valid(form)
        self.request.session.set_expiry(None)
        login(self.request, form.instance, backend=settings.AUTHENTICATION_BACKENDS[0])
        messages.success(self.request, "Your account is made, and you are logged in.")
        return answer


class ForgottenPassword(Page, FormView):
    template_name = "accounts/form.html"
    form_class = PasswordResetForm
    success_url = reverse_lazy("password_reset_sent")
    heading, button = "A forgotten password", "Send the link"
    lead = "Where should the link to choose a new one be sent?"
    links = LOG_IN

    def form_valid(self, form: PasswordResetForm) -> HttpResponse:
        domain, https = public_address(self.request)
        request_password_reset(form.cleaned_data["email"], domain=domain, https=https)
        return super().form_valid(form)


class LinkSent(Page, TemplateView):
    template_name = "accounts/said.html"
    heading = "Look into your mail"
    lead = (
        "If there is an account with this address, a link to choose a new password is on its way. "
        "It may take some minutes; look among the unwanted mail, too."
    )
    links = LOG_IN


class NewPassword(Page, views.PasswordResetConfirmView):
    success_url = reverse_lazy("password_reset_complete")
    heading, button = "Choose a new password", "Set it"

    def get_template_names(self) -> list[str]:
        return ["accounts/form.html" if self.validlink else "accounts/said.html"]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        if self.validlink:
            return super().get_context_data(**context)
        stale = {
            "heading": "The link is not valid",
            "lead": "It was used already, or it is too old.",
            "links": (("password_reset", "Have another one sent"),),
        }
        return super().get_context_data(**{**context, **stale})


class PasswordIsSet(Page, TemplateView):
    template_name = "accounts/said.html"
    heading = "The password is set"
    lead = "You can log in with it now. API tokens go on as they are."
    links = LOG_IN


class ChangePassword(Page, views.PasswordChangeView):
    template_name = "accounts/form.html"
    form_class = PasswordChangeForm
    success_url = reverse_lazy("account")
    heading, button = "Choose another password", "Set it"
    links = (("account", "Leave it as it is"),)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}


class AdminChangePassword(ChangePassword):
    """The same page, where Django's admin has one of its own."""

    success_url = reverse_lazy("admin:password_change_done")
