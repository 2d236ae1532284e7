"""What the code must keep to, so that the same models run on SQLite, PostgreSQL and MongoDB."""

import re

import pytest
from django.apps import apps
from django.db import models

from tests.conftest import ROOT

OURS = ("accounts", "content", "tailoring")
FORBIDDEN = (
    r"\.raw\(",
    r"\.extra\(",
    r"RunSQL",
    r"select_for_update",
    r"ignore_conflicts",
    r"prefetch_related",
    r"functions import",
    r"GeneratedField",
    r"CompositePrimaryKey",
    r"transaction\.atomic",
)


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_the_code_uses_nothing_that_one_of_the_databases_lacks(pattern):
    sources = [file for app in OURS for file in (ROOT / app).rglob("*.py")]
    assert len(sources) > 30
    assert [str(file) for file in sources if re.search(pattern, file.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("model", [m for app in OURS for m in apps.get_app_config(app).get_models()])
def test_every_model_has_a_uuid_key(model):
    assert isinstance(model._meta.pk, models.UUIDField)


@pytest.mark.parametrize("model", [m for app in OURS for m in apps.get_app_config(app).get_models()])
def test_no_model_has_many_to_many_fields_but_the_users_rights(model):
    own = {field.name for field in model._meta.many_to_many}
    assert own <= ({"groups", "user_permissions"} if model._meta.label == "accounts.User" else set())
