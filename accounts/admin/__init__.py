"""Users in the admin, who may read whose content there, and the record of who did."""

from accounts.admin import access, users
from accounts.admin.curated import Curated, CuratedReadOnly, ForOperators, ForSuperusers, ScopedAutocomplete

__all__ = [
    "Curated",
    "CuratedReadOnly",
    "ForOperators",
    "ForSuperusers",
    "ScopedAutocomplete",
    "access",
    "users",
]
