"""The cast, and what every test may rely on: no network but this machine, no keys from the environment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support import databases

# Before settings load: a developer's own keys and database never reach a test.
for name in (
    *("ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "TAILORING_ENGINE"),
    *("EMBEDDINGS", "VOYAGE_API_KEY", "VOYAGE_BASE_URL", "VOYAGE_MODEL", "QDRANT_URL", "QDRANT_API_KEY"),
):
    os.environ[name] = ""
os.environ["DATABASE_URL"] = databases.address()

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
EXAMPLES = ROOT / "examples"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir() and not os.environ.get("CI"),
    reason="the shared data folder is not beside the checkout",
)


def pytest_configure(config):
    if databases.KIND != "sqlite" and not hasattr(config, "workerinput") and not config.option.numprocesses:
        raise pytest.UsageError(
            "TEST_ON needs xdist's workers: settings are read before the first process knows."
        )


def pytest_collection_modifyitems(config, items):
    """On a server, leave out what no database has a part in: it ran on SQLite."""
    if databases.KIND != "sqlite":
        left = [item for item in items if not databases.has_a_part_in(item)]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if databases.has_a_part_in(item)]


def pytest_terminal_summary(terminalreporter):
    for line in databases.others():
        terminalreporter.write_line(line)


pytest_plugins = ["tests.fakes.anthropic_api", "tests.support.claude"]


if databases.KIND == "mongodb":
    databases.note_writes()

    @pytest.fixture(scope="session")
    def _pristine(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock():
            return databases.Pristine()

    @pytest.fixture
    def _django_db_helper(_pristine, django_db_blocker):
        """In place of pytest-django's: without transactions Django would `flush` after each test, which is slow
        and takes away what the migrations have stored."""
        with django_db_blocker.unblock():
            yield
            _pristine.restore()


@pytest.fixture
def alice(db):
    """Owns things."""
    from accounts.models import User

    return User.objects.create_user("alice@example.org", "correct horse battery")


@pytest.fixture
def bob(db):
    """Another user, who must never see what is Alice's."""
    from accounts.models import User

    return User.objects.create_user("bob@example.org", "staple correct horse")


@pytest.fixture
def charlie(db):
    """Staff, who curates."""
    from accounts.models import User

    return User.objects.create_superuser("charlie@example.org", "battery staple horse")


@pytest.fixture(autouse=True)
def quick(settings):
    """Hashing a password is slow on purpose; tests have many users and nothing to protect. Nor need each of their
    clients read all static files before its first request: they are found when they are asked for."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True
