"""The tables of `accounts`: users, their API tokens and rate limits."""

from accounts.models.rate_window import RateWindow
from accounts.models.token import Token
from accounts.models.user import User, UserManager

__all__ = ["RateWindow", "Token", "User", "UserManager"]
