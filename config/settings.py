"""All settings, from the environment. A bare checkout runs; every wrong value is an error that names itself."""

from __future__ import annotations

from pathlib import Path

from config.content_security import CONTENT_SECURITY_POLICIES as CONTENT_SECURITY_POLICIES
from config.content_security import CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY
from config.databases import store
from config.environment import (
    amount,
    choice,
    env,
    fraction,
    queue_broker,
    redis_url,
    secret,
    secret_key,
    url,
    whole,
)
from config.openapi import SPECTACULAR_SETTINGS as SPECTACULAR_SETTINGS
from config.unfold import UNFOLD as UNFOLD

BASE_DIR = Path(__file__).resolve().parent.parent
env.read_env(BASE_DIR / ".env")
# What is written lies here: the SQLite file and the key that one machine makes for itself.
DATA_FOLDER = Path(env.str("DATA_FOLDER", default=str(BASE_DIR)))
# How long a process that starts waits for the servers that the settings name.
START_SECONDS = whole("START_SECONDS", default=0, most=3_600)

# --- Safety ------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECRET_KEY = secret_key(DATA_FOLDER / ".secret_key", hosts=ALLOWED_HOSTS, debug=DEBUG)
CSRF_FAILURE_VIEW = "core.api.problems.forged"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
# How many proxies stand before this server, each of which adds whom it heard to X-Forwarded-For. What a client wrote
# there itself is never believed, so that no lock and no throttle is passed by with a header.
TRUSTED_PROXIES = whole("TRUSTED_PROXIES", default=0, most=10)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = env.bool("HTTPS", default=False)
# Browsers that came by HTTPS once come by nothing else for a year.
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
# What mailed links begin with; without it, the host that the client called, which ALLOWED_HOSTS knows.
PUBLIC_URL = url("PUBLIC_URL")

# --- Applications ------------------------------------------------------------------------------

INSTALLED_APPS = [
    "core",
    "accounts",
    "content",
    "tailoring",
    "web",
    "unfold",  # before the admin, whose templates it replaces
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_q",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "corsheaders",
    "django_htmx",
]
MIDDLEWARE = [
    "core.middleware.log_requests",
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.ContentSecurityPolicy",
    "core.middleware.StaticFiles",
    "corsheaders.middleware.CorsMiddleware",
    "core.middleware.forbid_storing",
    "core.middleware.refuse_null",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "accounts.pages.doors",
            ],
        },
    },
]

# --- People ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.auth.password.PasswordBackend", "accounts.login.Lockout"]
REGISTRATION = env.bool("REGISTRATION", default=False)
# Whether anybody may try it before making an account, offline. `serve` turns both on where only this machine is served.
TRY = env.bool("TRY", default=False)
EXAMPLES_FOLDER = BASE_DIR / "examples"
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "login", "home", "login"
# Where password resets are mailed; without it they are written to the log of the server.
vars().update(env.email_url_config(secret("EMAIL_URL", default="consolemail://")))
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="bespoke@localhost")
DAILY_RUNS = amount("DAILY_RUNS")
DAILY_DOLLARS = amount("DAILY_DOLLARS")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- Storage -----------------------------------------------------------------------------------

_store = store(secret("DATABASE_URL", default=f"sqlite:///{DATA_FOLDER / 'db.sqlite3'}"))
DATABASES = {"default": _store.config}
# Own models bring UUID keys; this is what Django's and the libraries' own models use.
DEFAULT_AUTO_FIELD = _store.auto_field
INSTALLED_APPS = [_store.app_configs.get(app, app) for app in INSTALLED_APPS]
MIGRATION_MODULES = dict(_store.migrations)
STATIC_URL = "static/"
# Served from where the applications keep them: a checkout needs no collectstatic.
WHITENOISE_USE_FINDERS = True
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

# --- Queue -------------------------------------------------------------------------------------

# What the queue carries is a run's id; the run itself is claimed, kept and resumed by its row
# (tailoring/models/run.py).
# `manage.py work` takes many runs at a time from django-q2's broker; django-q2's own cluster can run them too, one a
# process: `timeout` must then be less than `retry`, since it hands a task out again after that, running or not.
QUEUE_BROKER_URL = secret("QUEUE_BROKER_URL").strip()
QUEUE_WORKERS = whole("QUEUE_WORKERS", default=1, least=1, most=64)
RUNS_PER_WORKER = whole("RUNS_PER_WORKER", default=50, least=1, most=500)
# A dead worker's runs are taken over when their lease ends; a living one renews it four times as often.
LEASE_SECONDS = whole("LEASE_SECONDS", default=30, least=2, most=600)
Q_CLUSTER = {
    "name": "bespoke",
    **queue_broker("QUEUE_BROKER_URL"),
    "workers": QUEUE_WORKERS,
    "poll": 0.1,
    "timeout": 900,
    "retry": 960,
    "max_attempts": 1,
    "ack_failures": True,
    "save_limit": -1,
}

# --- Cache -------------------------------------------------------------------------------------

# Where throttles count: in the database, or here. What only saves time is kept by each process.
CACHE_URL = redis_url("CACHE_URL")
if CACHE_URL:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL},
    }

# --- API ---------------------------------------------------------------------------------------

TAILORINGS_PER_MINUTE = whole("TAILORINGS_PER_MINUTE", default=5, least=1, most=1_000)
# What one person may store, send and fetch over the API.
MOST_DOCUMENTS = whole("MOST_DOCUMENTS", default=100, least=1)
MOST_CHUNKS = whole("MOST_CHUNKS", default=10_000, least=1, most=1_000_000)
MOST_MEGABYTES = whole("MOST_MEGABYTES", default=200, least=1, most=1_000_000)
UPLOADS_PER_HOUR = whole("UPLOADS_PER_HOUR", default=60, least=1)
# Whether addresses of posts and job ads are fetched, and which hosts that are not public may be asked, as ADDRESS:PORT.
FETCH_URLS = choice("FETCH_URLS", ("off", "on")) == "on"
FETCH_HOSTS = env.list("FETCH_HOSTS", default=[])
FILES_PER_HOUR = whole("FILES_PER_HOUR", default=600, least=1)
# How long a request's headers and its body may take to come, and how many connections there may be (`serve`).
HEADER_SECONDS = whole("HEADER_SECONDS", default=10, least=1, most=600)
BODY_SECONDS = whole("BODY_SECONDS", default=60, least=1, most=3_600)
MOST_CONNECTIONS = whole("MOST_CONNECTIONS", default=2_000, least=10, most=100_000)
# How long `POST /tailor` waits for its result, and the longest that a client may ask for.
WAIT_SECONDS, MOST_WAIT_SECONDS = 60, 300
# What is asked to forget a person before their rows are deleted, by dotted path; and whose tables are theirs.
FORGETTERS = ["tailoring.running.retention.stop_runs_of", "content.search.index_sync.forget"]
OURS = ("accounts", "content", "tailoring")
RETENTION_DAYS = whole("RETENTION_DAYS", default=0, most=36_500)
DELETED_DAYS = whole("DELETED_DAYS", default=30, least=1, most=36_500)
METRICS = env.bool("METRICS", default=False)
CORS_ALLOWED_ORIGINS = env.list("CORS_ORIGINS", default=[])
CORS_URLS_REGEX = r"^/(api/.*|tailor)$"
CORS_EXPOSE_HEADERS = ["Location", "Retry-After", "Preference-Applied", "Content-Disposition"]
CORS_ALLOW_HEADERS = [
    "accept", "authorization", "content-type", "idempotency-key", "last-event-id", "prefer", "x-csrftoken",
]  # fmt: skip
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_500  # each piece of a preview is one, of at most 2,000
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.auth.bearer.Bearer",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PARSER_CLASSES": ["core.api.wire_format.JSON"],
    "DEFAULT_RENDERER_CLASSES": ["core.api.wire_format.Renderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "core.api.wire_format.AlwaysJSON",
    "DEFAULT_METADATA_CLASS": "core.api.wire_format.Methods",
    "DEFAULT_PAGINATION_CLASS": "core.api.wire_format.Pages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "core.api.problems.as_problem",
    # Against floods (accounts/auth/throttling.py); what a person may begin is in tailoring/models/allowance.py.
    "DEFAULT_THROTTLE_RATES": {"flood": f"{24 * TAILORINGS_PER_MINUTE}/min", "login": "30/min"},
    "NUM_PROXIES": TRUSTED_PROXIES,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}

# --- Tailoring ---------------------------------------------------------------------------------

TAILORING_ENGINE = choice("TAILORING_ENGINE", ("auto", "anthropic", "offline"))
ANTHROPIC_API_KEY = secret("ANTHROPIC_API_KEY")
ANTHROPIC_BASE_URL = env.str("ANTHROPIC_BASE_URL", default="")
ANALYSIS_MODEL = env.str("ANALYSIS_MODEL", default="claude-haiku-4-5-20251001")
GENERATION_MODEL = env.str("GENERATION_MODEL", default="claude-sonnet-4-6")
EVALUATION_MODEL = env.str("EVALUATION_MODEL", default="claude-haiku-4-5-20251001")
# The engines by name, as dotted paths to what makes one from these settings.
TAILORING_BACKENDS = {
    "offline": "tailoring.backends.offline.Offline",
    "anthropic": "tailoring.backends.anthropic.Anthropic",
}
# Who is asked where lines of a file belong that the reader could not place, by a dotted path.
LINE_PLACER = "tailoring.running.placing.place"
SCORE_THRESHOLD = fraction("SCORE_THRESHOLD", default=0.80)
MAX_RETRIES = whole("MAX_RETRIES", default=2, most=5)
GUARD_LEVEL = choice("GUARD_LEVEL", ("strict", "balanced"))
# A command holds its run for as long as a call may take: less than the longest lease (tailoring/models/run.py).
CALL_SECONDS = whole("CALL_SECONDS", default=120, least=1, most=3_600)
RUN_SECONDS = whole("RUN_SECONDS", default=600, least=1)

# --- Search ------------------------------------------------------------------------------------

EMBEDDINGS = choice("EMBEDDINGS", ("auto", "voyage", "local", "none"))
VOYAGE_API_KEY = secret("VOYAGE_API_KEY").strip()
VOYAGE_BASE_URL = url("VOYAGE_BASE_URL")
VOYAGE_MODEL = env.str("VOYAGE_MODEL", default="").strip() or "voyage-4"
QDRANT_URL = url("QDRANT_URL")
QDRANT_API_KEY = secret("QDRANT_API_KEY").strip()
# How long a run waits for its embeddings, and for one answer of the index, before it goes on without.
EMBED_SECONDS = whole("EMBED_SECONDS", default=10, least=1)
INDEX_SECONDS = whole("INDEX_SECONDS", default=5, least=1)
EMBEDDING_BACKENDS = {
    "local": "content.search.backends.local.LocalEmbedder",
    "voyage": "content.search.backends.voyage.VoyageEmbedder",
}
VECTOR_INDEX = "content.search.backends.qdrant.QdrantIndex"

# --- Logging -----------------------------------------------------------------------------------

LOG_LEVEL = choice("LOG_LEVEL", ("warning", "debug", "info", "error")).upper()
LOG_FORMAT = choice("LOG_FORMAT", ("plain", "json"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "config.logs.Plain"}, "json": {"()": "config.logs.Structured"}},
    # The level stands on the handler too: some libraries set their own loggers to DEBUG.
    "handlers": {
        "console": {"class": "logging.StreamHandler", "level": LOG_LEVEL, "formatter": LOG_FORMAT},
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    # Django's own handlers for these would print exceptions whole, or send them by mail.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # The same holds for what the web server itself says.
        **{
            name: {"handlers": [], "propagate": True}
            for name in ("uvicorn", "uvicorn.error", "uvicorn.access")
        },
    },
}
