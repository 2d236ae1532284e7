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

from django.conf import settings

from accounts.auth.admission import is_known
from config.bodies import Bounds, bounded
from content.importers.sandbox import readers
from core.api.problems import problem, refused_page
from core.api.wire_format import MAX_BODY
from tailoring.exports.children import printers

readers().warm()
printers().warm()
application = bounded(
    django_application,
    Bounds(
        most=MAX_BODY,
        most_anonymous=64 * 1024,
        # Who tries it may send an ad as a file.
        files={"/": MAX_BODY // 12, "/try/": MAX_BODY // 12} if settings.TRY else {},
        seconds=settings.BODY_SECONDS,
        known=is_known,
        too_large=problem(413),
        too_slow=problem(408, f"The request did not come whole within {settings.BODY_SECONDS} seconds."),
        unknown=problem(401),
        page=refused_page,
    ),
)
