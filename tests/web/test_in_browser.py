"""All of it in a real browser: from a file to a download, at the widths of a desk and of a phone."""

import re
import time

import pytest

from tests.conftest import EXAMPLES
from tests.support.browser import Faults, chromium, needs_chromium, violations
from tests.support.rendered import rendered_pages
from tests.support.service import Service

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.timeout(240)]
RESUME = EXAMPLES / "engineer" / "resume.json"
JOB = (EXAMPLES / "engineer" / "job-match.txt").read_text()
PASSWORD = "a long pass phrase"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    doors = {"REGISTRATION": "true", "TRY": "true"}
    with Service(
        tmp_path_factory.mktemp("browser"), on="sqlite", TAILORING_ENGINE="offline", **doors
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


def register(page, email, *, opened=False):
    if not opened:
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


@pytest.mark.parametrize("width", [1280, 390])
def test_a_visitor_sees_a_result_with_one_press_and_takes_it_along(opened, width):
    page = opened(width)
    page.goto("/")
    assert is_within(page)
    page.get_by_role("button", name="See it on an example").click()
    page.wait_for_selector("[data-run-status=done]")
    run = page.url
    page.get_by_role("link", name="Make an account").click()
    assert is_within(page)
    register(page, f"tried{width}@example.org", opened=True)
    page.goto(run)
    page.wait_for_selector("[data-run-status=done]")
    assert page.get_by_text("without an account").count() == 0


def test_a_resume_is_edited_beside_its_page_and_compared_with_what_it_was(opened):
    page = opened(390)
    register(page, "edits@example.org")
    add_resume(page)
    page.goto("/resumes/")
    page.get_by_role("link", name="Edit").click()
    picture = page.locator(".sheet img").first
    before = picture.get_attribute("src")
    page.fill("[name=summary]", "Nine years of backend engineering.")
    page.wait_for_function("old => document.querySelector('.sheet img').src != old", arg=before)
    assert is_within(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Version 1").click()
    assert page.locator("ins").count() > 0
    assert is_within(page)


def test_changes_are_decided_by_keys_which_can_be_turned_off(opened, known):
    page = opened(storage_state=known[0])
    page.goto(known[1])
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.dataset.change")
    assert first
    page.keyboard.press("l")
    page.locator(f"[data-change='{first}'] >> text=Locked").wait_for()
    page.keyboard.press("l")
    page.locator(f"[data-change='{first}'] >> text=Locked").wait_for(state="detached")
    page.keyboard.press("?")
    page.get_by_label("Use these keys in this browser").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert not page.locator("#keys").is_visible()


def test_what_was_left_out_is_brought_back_from_the_list_beside(opened, known):
    page = opened(storage_state=known[0])
    page.goto(known[1])
    page.get_by_text("Left out:").click()
    text = page.locator(".leftout p").last.inner_text()
    page.get_by_role("button", name=text).click()
    page.locator("[data-change][data-state=original]", has_text=text).wait_for()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_file_that_is_too_large_is_told_in_a_sentence(opened, known, scripts, tmp_path):
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-1.7" + b"0" * 20_000_000)
    page = opened(storage_state=known[0], java_script_enabled=scripts)
    page.goto("/resumes/")
    page.set_input_files("[name=file]", large)
    page.get_by_role("button", name="Read this file").click()
    if scripts:
        told = page.evaluate("document.querySelector('[name=file]').validationMessage")
        assert told == "The file is larger than 5 MB: choose a smaller one."
    else:
        page.get_by_role("heading", name="That is too large").wait_for()


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
    for path in ("/", "/runs/", "/resumes/", "/notes/", "/account/", run):
        found += barriers(page, path)
    resume = page.request.get("/api/resumes").json()["results"][0]["id"]
    page.request.put(f"/api/resumes/{resume}", data={"resume": shorter(page, resume)}, headers=csrf(page))
    for path in ("?read", "edit/", "versions/1/"):
        found += barriers(page, f"/resumes/{resume}/{path}")
    found += barriers(page, f"{run}interview/")
    for html in rendered_pages():
        found += barriers_of(page, html)
    page.goto(run)
    for details in page.locator("summary").all():
        details.click()
    change(page, 0).get_by_role("button", name="Edit").click()
    page.wait_for_selector(".edit textarea")
    assert found + violations(page) == []


def barriers_of(page, html):
    """What a page has that the server shows for a moment, or when something is wrong."""
    page.route("**/events", lambda route: route.fulfill(status=204))
    page.route("**/rendered/", lambda route: route.fulfill(body=html, content_type="text/html"))
    found = barriers(page, "/rendered/")
    page.unroute("**/rendered/")
    return found


def shorter(page, resume):
    """Its data with another summary, so that it has an earlier version."""
    data = page.request.get(f"/api/resumes/{resume}").json()["resume"]
    return {**data, "summary": "Something shorter."}


def csrf(page):
    (token,) = (cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "csrftoken")
    return {"X-CSRFToken": token, "Referer": page.url}


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
