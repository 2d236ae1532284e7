"""All of it in a real browser: from a file to a download, at the widths of a desk and of a phone."""

import re
import time

import pytest

from tests.conftest import EXAMPLES
from tests.support.browser import Faults, chromium, needs_chromium, violations
from tests.support.service import Service

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.timeout(240)]
RESUME = EXAMPLES / "engineer" / "resume.json"
JOB = (EXAMPLES / "engineer" / "job-match.txt").read_text()
PASSWORD = "a long pass phrase"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with Service(
        tmp_path_factory.mktemp("browser"), on="sqlite", TAILORING_ENGINE="offline", REGISTRATION="true"
    ) as service:
        service.start_worker()
        service.start_web()
        yield service


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def opened(browser, service):
    """Opens pages of the service; at the end no script failed and nothing was forbidden in any."""
    contexts, faults = [], []

    def open_page(width=1280, **options):
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{service.port}", viewport={"width": width, "height": 844}, **options
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        faults.append(Faults(page))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [fault for page in faults for fault in page.found] == []


@pytest.fixture(scope="module")
def known(browser, service):
    """Somebody who has an account, a résumé and a finished run: the cookies, and the run's address."""
    context = browser.new_context(base_url=f"http://127.0.0.1:{service.port}")
    page = context.new_page()
    register(page, "known@example.org")
    add_resume(page)
    tailor(page)
    page.wait_for_selector("[data-run-status=done]")
    state = context.storage_state()
    context.close()
    return state, page.url


def register(page, email):
    page.goto("/register/")
    page.fill("[name=email]", email)
    page.fill("[name=password1]", PASSWORD)
    page.fill("[name=password2]", PASSWORD)
    page.get_by_role("button", name="Make an account").click()
    page.wait_for_selector("textarea[name=job_description]")


def add_resume(page):
    page.set_input_files("[name=file]", RESUME)
    page.get_by_role("button", name="Read this file").click()
    page.get_by_role("link", name="Go on: the job").click()


def tailor(page):
    page.fill("[name=job_description]", JOB)
    page.get_by_role("button", name="Tailor", exact=True).click()


def change(page, number):
    return page.locator("[data-change]").nth(number)


def is_within(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [1280, 390])
def test_from_a_file_to_a_download(opened, width):
    page = opened(width)
    register(page, f"walk{width}@example.org")
    add_resume(page)
    assert is_within(page)
    tailor(page)
    page.wait_for_selector("[data-run-status=done]")
    assert is_within(page)
    change(page, 0).get_by_role("button", name="Accept").click()
    page.wait_for_selector("[data-change][data-state=accepted]")
    change(page, 1).get_by_role("button", name="Keep mine").click()
    page.wait_for_selector("[data-change][data-state=original]")
    edit_into_something_false(page)
    page.get_by_role("button", name="Undo").last.click()
    page.wait_for_selector("[data-state=edited]", state="detached")
    assert is_within(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert (
        download.value.suggested_filename
        == "Inês Carvalho - Norrhamn Freight - Senior Backend Engineer (Python).pdf"
    )


def edit_into_something_false(page):
    change(page, 2).get_by_role("button", name="Edit").click()
    page.locator(".edit textarea").press("Control+End")
    page.keyboard.type(" and saved 4 million dollars")
    page.locator("mark", has_text="4 million dollars").wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_label("It is true, and I say so").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("[data-change][data-state=edited]")


def test_no_page_has_a_barrier_in_either_theme(opened, known):
    state, run = known
    found = [violation for path in ("/", "/login/", "/register/") for violation in barriers(opened(), path)]
    page = opened(storage_state=state)
    for path in ("/", "/runs/", "/resumes/", "/account/", run):
        found += barriers(page, path)
    resume = page.request.get("/api/resumes").json()["results"][0]["id"]
    found += barriers(page, f"/resumes/{resume}/?read")
    page.goto(run)
    for details in page.locator("summary").all():
        details.click()
    change(page, 0).get_by_role("button", name="Edit").click()
    page.wait_for_selector(".edit textarea")
    assert found + violations(page) == []


def barriers(page, path):
    page.goto(path)
    return violations(page)


def test_what_is_typed_survives_a_reload_and_a_session_that_ended(opened, known):
    page = opened(storage_state=known[0])
    page.goto("/")
    page.fill("[name=job_description]", "A job that is half pasted")
    page.reload()
    assert page.input_value("[name=job_description]") == "A job that is half pasted"
    assert "25 of 50,000 characters" in page.locator("#job-count").inner_text()
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Tailor", exact=True).click()
    page.fill("[name=username]", "known@example.org")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_selector("textarea[name=job_description]")
    assert page.input_value("[name=job_description]") == "A job that is half pasted"


def test_a_change_is_decided_by_keyboard_alone_and_the_focus_stays(opened, known):
    page = opened(storage_state=known[0])
    page.goto(known[1])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Go to the content"
    change(page, 3).get_by_role("button", name="Keep mine").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-change][data-state=original]")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Keep mine"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Accept"


def test_without_javascript_forms_and_results_work(opened, known):
    page = opened(java_script_enabled=False, storage_state=known[0])
    page.goto("/")
    tailor(page)
    page.wait_for_selector("[data-run-status=done]")
    change(page, 1).get_by_role("button", name="Keep mine").click()
    page.wait_for_selector("[data-change][data-state=original]")
    change(page, 2).get_by_role("button", name="Edit").click()
    page.fill(".edit textarea", "Built something for 900 zoos")
    page.get_by_role("button", name="Save").click()
    assert page.locator("mark").count() > 0


def test_polling_takes_over_where_the_event_stream_is_blocked(opened, known):
    page = opened(storage_state=known[0])
    page.route(re.compile("/events"), lambda route: route.fulfill(status=204))
    page.goto("/")
    started = time.monotonic()
    tailor(page)
    page.wait_for_selector("[data-run-status=done]")
    assert time.monotonic() - started < 30
