"""What every answer carries, so that browsers and caches in between help nobody else."""

import re

import pytest
from django.contrib.staticfiles import finders
from rest_framework.test import APIClient

pytestmark = pytest.mark.django_db


def policy(answer):
    return {
        part.split()[0]: part.split()[1:] for part in answer.headers["Content-Security-Policy"].split("; ")
    }


@pytest.mark.parametrize("path", ["/login/", "/account/", "/nowhere/", "/api/me", "/password/"])
def test_our_pages_load_and_run_what_is_theirs_and_nothing_else(client, alice, path):
    client.force_login(alice)
    sources = policy(client.get(path))
    assert sources["default-src"] == sources["base-uri"] == sources["frame-ancestors"] == ["'none'"]
    assert sources["script-src"] == sources["style-src"] == ["'self'"]


@pytest.mark.parametrize("path", ["/login/", "/account/", "/account/password/", "/password/", "/nowhere/"])
def test_our_pages_need_nothing_that_their_policy_forbids(client, alice, path):
    if path.startswith("/account"):
        client.force_login(alice)
    page = client.get(path).content.decode()
    assert not re.search(r"<style|<script(?! src)|\son\w+=|\sstyle=|javascript:", page)
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', page)
    assert sheets
    assert all(finders.find(sheet) for sheet in sheets)


@pytest.mark.parametrize(
    ("path", "scripts"),
    [
        ("/admin/", ["'self'", "'unsafe-eval'"]),
        ("/admin/content/chunk/", ["'self'", "'unsafe-eval'"]),
        ("/api/docs", ["'self'"]),
    ],
)
def test_others_pages_run_no_script_that_stands_in_the_page(client, charlie, path, scripts):
    client.force_login(charlie)
    answer = client.get(path)
    assert policy(answer)["script-src"] == scripts
    assert not re.search(r"<script(?![^>]* src)|\son(click|load|error)=|javascript:", answer.content.decode())


def test_the_docs_script_is_served_beside_them(client):
    page = client.get("/api/docs").content.decode()
    scripts = re.findall(r'<script src="([^"]+)"', page)
    script = next(script for script in scripts if "docs" in script).replace("&amp;", "&")
    answer = client.get(script)
    assert "SwaggerUIBundle" in answer.content.decode()
    assert "javascript" in answer.headers["Content-Type"]


@pytest.mark.parametrize(
    "path", ["/api/me", "/api/runs", "/api/chunks", "/account/", "/api/me/export", "/login/"]
)
def test_no_personal_answer_is_stored_on_its_way(client, alice, path):
    client.force_login(alice)
    assert "no-store" in client.get(path).headers["Cache-Control"]


def test_whoever_came_by_https_comes_by_nothing_else(client, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    answer = APIClient().get("/login/", secure=True)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_static_files_are_not_streamed_and_a_repeat_costs_no_body(client):
    answer = client.get("/static/web/web.css")
    assert not answer.streaming
    assert "--accent" in answer.content.decode()
    again = client.get("/static/web/web.css", headers={"If-Modified-Since": answer["Last-Modified"]})
    assert (again.status_code, again.content) == (304, b"")
