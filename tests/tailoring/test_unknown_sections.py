"""What a résumé holds beyond its schema comes out as it went in, or is refused in a sentence, whichever database."""

import json

import pytest
from django.core.management import CommandError, call_command

from content.models import Resume
from tailoring.models import Run
from tailoring.running.execute import execute
from tests.support.clients import client_of
from tests.support.people import ada

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ADA = ada().model_dump_json().removesuffix("}")


def nested(levels):
    return '{"a":' * levels + "1" + "}" * levels


KEPT = {
    "the order of keys": '{"zz":1,"a":2,"mmm":{"b":1,"a":2}}',
    "keys with dots": '{"a.b":1,".":2,"a.":{".a":3}}',
    "keys with dollars": '{"$set":{"x":1},"$where":"1","$x":2,"_id":3}',
    "what looks like a reference": '[{"$ref":"#/a"},{"$ref":"a","$id":1,"x":2},{"x":1,"\uff04$ref":{"$ref":2}}]',
    "what looks like code": '["$data","$$ROOT",{"$literal":1},{"$date":5},{"$oid":"0"}]',
    "empty keys": '{"":{"":1}}',
    "thirty levels": nested(30),
    "64 bits": f"[{2**63 - 1},{-(2**63)}]",
    "floats": "[1e+308,1e+22,5e-324,-0.0,1.0,0.12345678901234568]",
    "what Python thinks equal": "[true,1,1.0,false,0,null]",
    "letters": '"😀 é \\u0001 \u202e"',
    "a long text": f'"{"x" * 100_000}"',
}
REFUSED = {
    "over 64 bits": (str(2**63), 422, "x: the whole number has more than 64 bits; write it as a text."),
    "far over": (f'{{"n":[{10**400}]}}', 422, "x.n.0: the whole number has more than 64 bits; write it as a text."),
    "too long": ("1" * 5_000, 400, "a number"),
    "too large": ("1e400", 400, "number"),
    "a hundred levels": (nested(100), 422, "nested"),
    "eight hundred levels": (nested(800), 422, "nested"),
    "endless levels": (nested(90_000), 400, "nested too deeply"),
    "very many values": ("[" + "0," * 100_000 + "0]", 422, "values"),
}  # fmt: skip
# What a file may hold of these is taken out as it is read.
UNSEEN = {
    "U+0000": ('["a\\u0000b"]', "x.0: a text holds U+0000, which cannot be stored; leave it out.", ["ab"]),
    "U+0000 in a key": ('{"a\\u0000b":1}', "x: a key holds U+0000, which cannot be stored; leave it out.", {"ab": 1}),
    "half a pair": ('{"t":"a\\ud83d"}', "x.t: a text holds U+D83D, which cannot be stored; leave it out.", {"t": "a"}),
    "half a pair in a key": ('{"\\ud83d":1}', "x: a key holds U+D83D, which cannot be stored; leave it out.", {"": 1}),
}  # fmt: skip


def with_section(text):
    return f'{ADA},"x":{text}}}'


def spelled(value):
    """As JSON: equal only when the keys are in the same order, and the numbers of the same kind."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def posted(client, text, name="cv"):
    body = f'{{"name":"{name}","resume":{with_section(text)}}}'
    return client.post("/api/resumes", body, content_type="application/json")


def put(client, key, text):
    return client.put(
        f"/api/resumes/{key}", f'{{"resume":{with_section(text)}}}', content_type="application/json"
    )


def seen(client, key):
    return spelled(client.get(f"/api/resumes/{key}").json()["resume"]["x"])


def imported(owner, tmp_path, text):
    file = tmp_path / "cv.json"
    file.write_text(with_section(text), encoding="utf-8")
    call_command("import_resume", str(file), "--user", owner.email)
    return Resume.objects.of(owner).current()


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_it_comes_out_as_it_went_in(alice, tmp_path, text):
    client, wanted = client_of(alice), spelled(json.loads(text))
    key = posted(client, text).json()["id"]
    assert seen(client, key) == wanted
    other = posted(client, '"something else"', "other").json()["id"]
    assert put(client, other, text).status_code == 200
    assert seen(client, other) == wanted
    assert client.get("/api/me/export").status_code == 200
    if text != KEPT["letters"]:  # the reader of files takes unseen characters out
        assert seen(client, imported(alice, tmp_path, text).pk) == wanted


@pytest.mark.parametrize(("text", "status", "says"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_in_a_sentence_and_nothing_is_stored(alice, tmp_path, text, status, says):
    client = client_of(alice)
    key = posted(client, "1", "before").json()["id"]
    for answer in (posted(client, text), put(client, key, text)):
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert says in answer.json()["detail"]
    with pytest.raises(CommandError) as refused:
        imported(alice, tmp_path, text)
    assert refused.value.returncode == 2
    assert str(refused.value).startswith(
        ("The résumé cannot be used: x", '"cv.json" is nested too deeply or')
    )
    assert [resume.document.name for resume in Resume.objects.of(alice)] == ["before"]
    assert seen(client, key) == "1"


@pytest.mark.parametrize(("text", "says", "read"), UNSEEN.values(), ids=UNSEEN)
def test_what_is_no_text_is_refused_over_the_api_and_taken_out_of_files(alice, tmp_path, text, says, read):
    answer = posted(client_of(alice), text)
    assert (answer.status_code, answer.json()["detail"]) == (422, f"resume: {says}")
    assert imported(alice, tmp_path, text).data["x"] == read


@pytest.mark.parametrize(("before", "after"), [('{"b":1,"a":2}', '{"a":2,"b":1}'), ("[1,0]", "[true,0.0]")])
def test_a_change_that_python_does_not_see_is_stored_and_can_be_taken_back(alice, before, after):
    client = client_of(alice)
    key = posted(client, before).json()["id"]
    assert put(client, key, after).json()["version"] == 2
    assert seen(client, key) == after
    assert client.post(f"/api/resumes/{key}/versions/1/restore").status_code == 200
    assert seen(client, key) == before


def test_a_section_may_have_a_long_name(alice):
    name = "x" * 1_000
    body = {"name": "cv", "resume": {**ada().model_dump(mode="json"), name: ["Kept bees"]}}
    assert client_of(alice).post("/api/resumes", body, format="json").status_code == 201
    assert alice.chunks.filter(text="Kept bees").exists()


def ran(owner, settings, text):
    settings.TAILORING_ENGINE, settings.EMBEDDINGS = "offline", "none"
    posted(client_of(owner), text)
    resume = Resume.objects.get()
    run = Run.objects.begin(owner, "Python engineer", resume.record, stored=resume, engine="offline")
    return execute(run.pk)


def test_a_run_hands_it_on_as_it_is(alice, settings):
    wanted = '{"b":[{"$ref":"a"}],"a":{"z":1e+22,"c":1.0}}'
    run = ran(alice, settings, wanted)
    answer = client_of(alice).get(f"/api/runs/{run.pk}").json()
    assert answer["status"] == "done"
    assert spelled(answer["tailored_resume"]["x"]) == wanted


def test_it_is_printed_in_every_format(alice, settings):
    # A word of 100,000 letters takes the typesetter ten seconds.
    texts = [text for name, text in KEPT.items() if name != "a long text"]
    client, run = client_of(alice), ran(alice, settings, f"[{','.join(texts)}]")
    for suffix in ("pdf", "docx", "md", "txt", "json"):
        assert client.get(f"/api/runs/{run.pk}/resume.{suffix}").status_code == 200, suffix
