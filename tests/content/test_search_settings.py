"""The settings of search: wrong ones are named, and nothing heavy is loaded before it is needed."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from config.environment import url
from content.search.backends.local import LocalEmbedder
from content.search.embedding import embedder, embedder_of, vector_index
from tests.core.test_settings import manage


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("EMBEDDINGS", "openai", "auto, voyage, local or none"),
        ("QDRANT_URL", "localhost:6333", "such as https://host:port"),
        ("VOYAGE_BASE_URL", "voyage", "such as https://host:port"),
        ("EMBED_SECONDS", "0", "a whole number from 1"),
    ],
)
def test_a_wrong_value_names_its_variable(variable, value, says):
    done = manage("check", **{variable: value})
    assert done.returncode == 3
    assert variable in done.stderr
    assert says in done.stderr


@pytest.mark.parametrize(
    "value", ["http://[::1]:6333", "https://x.example.org", "http://127.0.0.1:6333/prefix/"]
)
def test_addresses_are_taken_without_their_last_slash(monkeypatch, value):
    monkeypatch.setenv("QDRANT_URL", value)
    assert url("QDRANT_URL") == value.rstrip("/")


@pytest.mark.parametrize("value", ["ftp://x", "http://", "http://a b", "http://x?y=1"])
def test_what_is_no_address_is_refused(monkeypatch, value):
    monkeypatch.setenv("QDRANT_URL", value)
    with pytest.raises(ImproperlyConfigured, match="QDRANT_URL"):
        url("QDRANT_URL")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"EMBEDDINGS": "voyage", "VOYAGE_API_KEY": ""}, "W001"),
        ({"EMBEDDINGS": "none", "QDRANT_URL": "http://127.0.0.1:6333"}, "W002"),
    ],
)
def test_what_cannot_work_is_a_system_check(settings, values, says):
    for name, value in values.items():
        setattr(settings, name, value)
    with pytest.raises(SystemCheckError, match=says):
        call_command("check", fail_level="WARNING")


def test_without_a_key_embeddings_are_local_and_a_key_makes_them_voyages(settings):
    settings.EMBEDDINGS, settings.VOYAGE_API_KEY = "auto", ""
    assert isinstance(embedder(), LocalEmbedder)
    settings.VOYAGE_API_KEY = "pa-x"
    assert getattr(embedder(), "name", "") == "voyage-4"
    settings.EMBEDDINGS = "none"
    assert embedder() is None


def test_a_former_model_is_served_as_long_as_it_can_be_reached(settings):
    settings.VOYAGE_API_KEY = "pa-x"
    assert getattr(embedder_of("voyage-3.5"), "name", "") == "voyage-3.5"
    settings.VOYAGE_API_KEY = ""
    assert embedder_of("voyage-3.5") is None
    assert isinstance(embedder_of(LocalEmbedder.name), LocalEmbedder)
    assert embedder_of("something else") is None


def test_without_an_address_there_is_no_index(settings):
    settings.QDRANT_URL = ""
    assert vector_index(LocalEmbedder()) is None


def test_a_check_loads_nothing_that_search_needs():
    names = ("voyageai", "qdrant_client", "wordllama", "tokenizers", "safetensors", "bm25s")
    done = manage("shell", "-v", "0", "-c", f"import sys; print([m for m in {names} if m in sys.modules])")
    assert done.stdout.strip().endswith("[]"), done.stdout + done.stderr
