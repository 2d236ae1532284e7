"""The command with a model, over real HTTP, against a server whose answers a test gives."""

import io
import json

import pytest
from django.core.management import call_command

from tests.fakes.anthropic_api import AnthropicAPI
from tests.fakes.writer import Writer
from tests.support.drafts import JOB
from tests.support.people import ada


@pytest.fixture
def tailored(settings, tmp_path):
    """Runs the command against a model that answers as `answers` say; gives the result document and the server."""

    def run(*scripts, resume=None, job=JOB, **answers):
        resume_file, job_file = tmp_path / "resume.json", tmp_path / "job.txt"
        resume_file.write_text((resume or ada()).model_dump_json(), encoding="utf-8")
        job_file.write_text(job, encoding="utf-8")
        with AnthropicAPI(responder=Writer(**answers)) as api:
            for matcher, *replies in scripts:
                api.script(matcher, *replies)
            settings.ANTHROPIC_API_KEY, settings.ANTHROPIC_BASE_URL = api.api_key, api.url
            out = io.StringIO()
            call_command("tailor_resume", "--resume", resume_file, "--job", job_file, "--json", stdout=out)
        return json.loads(out.getvalue()), api

    return run
