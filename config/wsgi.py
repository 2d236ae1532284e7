"""The WSGI application."""

import os

from config.refusal import refuse_unusable, sentence_instead_of_traceback

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
with sentence_instead_of_traceback():
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    refuse_unusable()
