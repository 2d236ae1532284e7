"""`import_resume` and `export_resume`: a stored résumé, made current, and out again."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from content.models import Resume
from tests.conftest import EXAMPLES
from tests.support.people import ada

pytestmark = pytest.mark.django_db
NURSE = EXAMPLES / "nurse" / "resume.json"


def run(command, *arguments):
    out = io.StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue()


def refused(command, *arguments):
    with pytest.raises(CommandError) as caught:
        run(command, *arguments)
    assert caught.value.returncode == 2
    return str(caught.value)


def test_an_imported_resume_is_current_and_the_last_import_wins(alice, tmp_path):
    run("import_resume", NURSE, "--user", alice.email)
    other = tmp_path / "ada.json"
    other.write_text(ada().model_dump_json(), encoding="utf-8")
    run("import_resume", other, "--user", alice.email)
    current = Resume.objects.of(alice).current()
    assert current is not None
    assert current.record.contact.full_name == "Ada Byron"
    assert Resume.objects.of(alice).count() == 2


def test_a_user_is_created_only_when_asked(db):
    assert "add --create" in refused("import_resume", NURSE, "--user", "new@example.org")
    assert not User.objects.exists()
    run("import_resume", NURSE, "--user", "New@Example.org", "--create")
    assert not User.objects.get(email="new@example.org").has_usable_password()


def test_a_file_that_is_refused_stores_nothing(alice, tmp_path):
    file = tmp_path / "cv.json"
    file.write_text('{"basics": {"name": "X"},\n "work": [}', encoding="utf-8")
    assert "line 2, column" in refused("import_resume", file, "--user", alice.email)
    assert not Resume.objects.exists()


def test_a_stored_resume_comes_out_as_it_went_in(alice, tmp_path):
    run("import_resume", NURSE, "--user", alice.email)
    out = tmp_path / "out.json"
    run("export_resume", "--user", alice.email, out)
    before, after = json.loads(NURSE.read_text()), json.loads(out.read_text())
    assert after["basics"]["name"] == before["basics"]["name"]
    assert [w["highlights"] for w in after["work"]] == [w["highlights"] for w in before["work"]]


@pytest.mark.parametrize("who", [("--user", "bob@example.org"), ("--run", "not-an-id")])
def test_what_is_not_stored_cannot_come_out(bob, tmp_path, who):
    assert "no " in refused("export_resume", *who, tmp_path / "cv.pdf")
    assert list(tmp_path.iterdir()) == []
