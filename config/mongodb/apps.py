"""Others' applications with keys that MongoDB has. Their migrations are kept beside this file."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.apps import AuthConfig
from django.contrib.contenttypes.apps import ContentTypesConfig
from django_q.apps import DjangoQConfig

_OBJECT_ID = "django_mongodb_backend.fields.ObjectIdAutoField"


class Admin(AdminConfig):
    default_auto_field = _OBJECT_ID


class Auth(AuthConfig):
    default_auto_field = _OBJECT_ID


class ContentTypes(ContentTypesConfig):
    default_auto_field = _OBJECT_ID


class Queue(DjangoQConfig):  # type: ignore[misc]  # django-q2 has no types
    default_auto_field = _OBJECT_ID
