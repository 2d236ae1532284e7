"""The WSGI application."""

import os

from config.logs import log_uncaught
from config.refusal import refuse_unusable, sentence_instead_of_traceback

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
with sentence_instead_of_traceback():
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    log_uncaught()
    refuse_unusable()
