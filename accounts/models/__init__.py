"""The tables of `accounts`: users, their API tokens, failed log-ins and rate limits."""

from accounts.models.failed_login import Failure
from accounts.models.rate_window import Window
from accounts.models.token import Token
from accounts.models.user import User, UserManager

__all__ = ["Failure", "Token", "User", "UserManager", "Window"]
