"""The ASGI application."""

import os

from config.logs import log_uncaught
from config.refusal import refuse_unusable, sentence_instead_of_traceback

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
with sentence_instead_of_traceback():
    from django.core.asgi import get_asgi_application

    django_application = get_asgi_application()
    log_uncaught()
    refuse_unusable()

from config.bodies import bounded
from content.importers.sandbox import warm
from core.api.problems import problem
from core.api.wire_format import MAX_BODY

warm()
application = bounded(django_application, MAX_BODY, problem(413))
