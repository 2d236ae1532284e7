"""What the queue does for accounts."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.forms import PasswordResetForm
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from core.queue import put

SELDOM = timedelta(minutes=5)


def request_password_reset(email: str, *, domain: str, https: bool) -> None:
    """Have a link for a new password mailed to `email`, if it is anybody's. By a worker, so that whoever asks is
    answered in the same words and the same time whether it is or not. Raises `QueueAway`."""
    put("accounts.tasks.send_password_reset", email, domain, https)


def send_password_reset(email: str, domain: str, https: bool) -> None:
    """Mail it: to those who may log in with a password, to each once in five minutes at most."""
    form = PasswordResetForm({"email": email})
    user = User.objects.known(email)
    if user is None or not form.is_valid():
        return
    now = timezone.now()
    due = Q(link_mailed=None) | Q(link_mailed__lt=now - SELDOM)
    if User.objects.filter(due, pk=user.pk).update(link_mailed=now) == 1:
        form.save(
            domain_override=domain,
            use_https=https,
            subject_template_name="accounts/reset_subject.txt",
            email_template_name="accounts/reset_mail.txt",
        )


# Stands in what was queued before 0.1. Kept until 0.2.
mail_link = send_password_reset
