"""The tables of `accounts`: users, whose content who curates and has looked at, API tokens and rate limits."""

from accounts.models.access import ContentAccess
from accounts.models.assignment import Assignment
from accounts.models.rate_window import RateWindow
from accounts.models.token import Token
from accounts.models.user import User, UserManager

__all__ = ["Assignment", "ContentAccess", "RateWindow", "Token", "User", "UserManager"]
