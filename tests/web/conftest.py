"""Alice at her browser: logged in, with a résumé, and with a run that is done."""

from __future__ import annotations

import pytest
from django.test import Client

from content.models import Resume
from tailoring.models import Run
from tailoring.running.execute import execute
from tests.support.people import ada

AD = """\
Senior Backend Engineer
Company: Northwind Mills

Requirements:
- Python
- Docker
- Kubernetes
- Terraform

Nice to have:
- React
"""


@pytest.fixture
def page(alice):
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def resume(alice):
    found, _ = Resume.objects.import_as_current(alice, ada(), name="ada.json", format="Bespoke", unheld=[])
    return found


@pytest.fixture
def done(alice, resume):
    """A finished offline run of hers."""
    run = Run.objects.begin(alice, AD, resume.record, stored=resume, engine="offline")
    return execute(run.pk)
