"""The cast, and what every test may rely on: no network but this machine, no keys from the environment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Before settings load: a developer's own keys and database never reach a test.
for name in (
    *("ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "TAILORING_ENGINE"),
    *("EMBEDDINGS", "VOYAGE_API_KEY", "VOYAGE_BASE_URL", "VOYAGE_MODEL", "QDRANT_URL", "QDRANT_API_KEY"),
):
    os.environ[name] = ""
os.environ["DATABASE_URL"] = "sqlite:////tmp/bespoke-never-used.sqlite3"

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"
EXAMPLES = ROOT / "examples"

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir() and not os.environ.get("CI"),
    reason="the shared data folder is not beside the checkout",
)


pytest_plugins = ["tests.fakes.anthropic_api", "tests.claude"]


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
def quick_passwords(settings):
    """Hashing a password is slow on purpose; tests have many users and nothing to protect."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
