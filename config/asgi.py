"""The ASGI application."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_application = get_asgi_application()

from accounts.problems import problem  # noqa: E402 - Django is set up first
from accounts.wire import MAX_BODY  # noqa: E402
from config.bodies import bounded  # noqa: E402

application = bounded(django_application, MAX_BODY, problem(413))
