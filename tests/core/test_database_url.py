"""`DATABASE_URL` alone decides on the database, and no address takes away what the service promises."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.databases import store


@pytest.mark.parametrize(
    ("url", "engine"),
    [
        ("sqlite:////srv/bespoke.sqlite3", "config.sqlite"),
        ("postgres://me:secret@db.example/cv", "django.db.backends.postgresql"),
        ("postgresql://me:secret@db.example/cv", "django.db.backends.postgresql"),
        ("mongodb://me:secret@a.example:1,b.example:2/cv?replicaSet=rs0", "config.mongodb"),
        ("mongodb+srv://me:secret@cluster.example/cv", "config.mongodb"),
        ("MongoDB://db.example/cv", "config.mongodb"),
    ],
)
def test_the_scheme_decides(url, engine):
    assert store(url).config["ENGINE"] == engine


@pytest.mark.parametrize("url", ["oracle://x/y", "db.sqlite3", "", "mongodbs://db.example/cv"])
def test_another_scheme_is_refused_with_those_that_are_accepted(url):
    with pytest.raises(
        ImproperlyConfigured, match=r"DATABASE_URL .*sqlite:///FILE, postgres://.* or mongodb://"
    ):
        store(url)


@pytest.mark.parametrize(
    "url", ["mongodb://", "mongodb:///cv", "mongodb://db.example/a/b", "mongodb://db.example/a b"]
)
def test_an_address_without_a_host_or_with_an_impossible_name_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        store(url)


def test_a_mongodb_address_without_a_name_is_the_database_bespoke():
    assert store("mongodb://db.example").config["NAME"] == "bespoke"


def test_an_address_may_change_how_long_is_waited_and_not_what_is_promised():
    options = store("mongodb://h/n?serverSelectionTimeoutMS=100&w=1&readPreference=secondary").config[
        "OPTIONS"
    ]
    assert "serverSelectionTimeoutMS" not in options  # so that the address's own holds
    assert (options["w"], options["readPreference"], options["retryWrites"]) == ("majority", "primary", True)


def test_a_postgres_address_may_say_more():
    options = store("postgres://h/n?sslmode=require&connect_timeout=1").config["OPTIONS"]
    assert (options["sslmode"], options["connect_timeout"]) == ("require", 1)
