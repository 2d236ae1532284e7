"""Sessions that began before 0.1 name their back end by this path. Until 0.2; then its line in settings goes too."""

from __future__ import annotations

from typing import Any

from accounts.auth.password import PasswordBackend


class Lockout(PasswordBackend):
    """Knows the users of earlier sessions; log-ins go through `accounts.auth.password`."""

    def authenticate(self, *args: Any, **kwargs: Any) -> None:
        return None
