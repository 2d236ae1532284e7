"""What the documents name is there: commands, make's targets, benchmarks, files and links."""

import importlib.util
import re

import pytest
from django.core.management import get_commands

from tests.conftest import ROOT

pytestmark = pytest.mark.one_database
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / ".github/pull_request_template.md"]
)
TARGETS = set(re.findall(r"^([\w./-]+):", (ROOT / "Makefile").read_text(), re.M))
OLD = "CHANGELOG.md"  # tells what there was


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_what_a_document_names_is_there(document):
    text = document.read_text()
    if document.name != OLD:
        assert set(re.findall(r"manage\.py (\w+)", text)) - {"COMMAND"} <= set(get_commands())
        assert set(re.findall(r"(?:`|^|&& )make ([\w./-]+)", text, re.M)) <= TARGETS
        for module in re.findall(r"python -m (bench[\w.]*)", text):
            assert importlib.util.find_spec(module.rstrip(".")), module
        for file in re.findall(r"`((?:tests|bench|deploy|docs)/[\w/.@-]+\.\w+)`", text):
            assert (ROOT / file).exists(), file
    for link in re.findall(r"\]\((?!\w+:|#)([^)#]+)", text) + re.findall(r'src="([^"]+)"', text):
        assert (document.parent / link).exists(), link
