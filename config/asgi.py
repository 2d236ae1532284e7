"""The ASGI application."""

import os

from config.refusal import refuse_unusable, sentence_instead_of_traceback

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
with sentence_instead_of_traceback():
    from django.core.asgi import get_asgi_application

    django_application = get_asgi_application()
    refuse_unusable()

from accounts.problems import problem
from accounts.wire import MAX_BODY
from config.bodies import bounded

application = bounded(django_application, MAX_BODY, problem(413))
