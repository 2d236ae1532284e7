"""The OpenAPI schema is valid 3.1, complete, and true: whatever it allows is answered as it says."""

import jsonschema
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import CHECKS, load_all_checks

from accounts.models import Token
from content.models import Resume
from tailoring.models import Application, Run
from tests.support.people import ada

load_all_checks()
# What the schema allows may still be refused: a posting without a word, a name that is taken, an unknown role.
EXCLUDED = CHECKS.get_by_names(["positive_data_acceptance"])
PATHS = {
    "/tailor", "/api/runs", "/api/runs/{id}", "/api/runs/{id}/cancel", "/api/runs/{id}/events",
    "/api/runs/{id}/resume.{kind}", "/api/resumes", "/api/resumes/{id}/versions", "/api/applications",
    "/api/documents", "/api/chunks", "/api/tokens", "/api/me",
}  # fmt: skip
# Logging out ends the session that the rest needs; erasing an account ends the account.
OPERATIONS = sorted(
    f"{method} {path}"
    for path, operations in SchemaGenerator().get_schema(request=None, public=True)["paths"].items()
    for method in operations
    if not path.startswith(("/api/session", "/api/me"))
)


@pytest.fixture(scope="module")
def schema(django_db_setup, django_db_blocker):
    """As the service serves it. Made once: that takes longer than what each test asks."""
    with django_db_blocker.unblock():
        return schemathesis.openapi.from_wsgi("/api/schema", WSGIHandler())


@pytest.fixture
def secret(alice, settings):
    """The token of Alice, who has something of everything."""
    settings.TAILORING_ENGINE, settings.EMBEDDINGS = "offline", "none"
    settings.WAIT_SECONDS = settings.MOST_WAIT_SECONDS = 0
    settings.TAILORINGS_PER_MINUTE = 1_000
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.LOGGING_CONFIG = None
    resume, _ = Resume.objects.import_as_current(alice, ada(), name="ada.json", format="Bespoke", unheld=[])
    resume.revise(ada("- Said later"))
    Application.objects.create(owner=alice, title="Engineer", resume=resume)
    Run.objects.begin(alice, "Python engineer", ada(), stored=resume, engine="offline")
    _, issued = Token.objects.issue(alice)
    # As Django's own test client does it: the test's transaction outlives a request.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield issued
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_schema_is_valid_and_names_every_door():
    document = SchemaGenerator().get_schema(request=None, public=True)
    validate_schema(document)
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) >= PATHS
    for name, component in document["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(component), name


def test_a_resume_has_a_type_and_none_is_named_a_request_of_a_request():
    schemas = SchemaGenerator().get_schema(request=None, public=True)["components"]["schemas"]
    assert not [name for name in schemas if name.endswith("RequestRequest")]
    held = ("ResumeDocument", "VersionDocument", "NewResumeRequest", "ResumeBodyRequest")
    for document, field in (("ResultDocument", "tailored_resume"), *((name, "resume") for name in held)):
        named = schemas[document]["properties"][field]["$ref"].rpartition("/")[2]
        assert "work_experience" in schemas[named]["properties"]


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.django_db
def test_every_operation_answers_as_the_schema_says(operation, schema, secret):
    method, path = operation.split(" ")

    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=schema[path][method].as_strategy())
    def answers(case):
        case.call_and_validate(headers={"Authorization": f"Bearer {secret}"}, excluded_checks=EXCLUDED)

    answers()
