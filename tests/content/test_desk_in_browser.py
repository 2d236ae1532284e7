"""A walk over the desk in a real browser: review, matrix, bulk change, undo, what a job would use, a run, a résumé."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.support.browser import Faults, chromium, needs_chromium
from tests.support.service import Service

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.timeout(180)]
PASSWORD = "a long pass phrase"
LIBRARY = f"""
from accounts.models import User
from content.models import Chunk, Resume
from tailoring.models import Run
from tailoring.running.execute import execute
from tests.support.people import ada
User.objects.create_superuser("staff@example.org", "{PASSWORD}")
alice = User.objects.create_user("alice@example.org")
resume, _ = Resume.objects.import_as_current(alice, ada(), name="cv", format="Bespoke", unheld=[])
for n in range(3):
    Chunk.objects.create(owner=alice, text=f"Moved {{n + 2}} order systems to Kafka topics", source="blog")
execute(Run.objects.begin(alice, "Python engineer. Django, Docker.", ada(), stored=resume, engine="offline").pk)
"""
AD = "Backend engineer\n\nRequirements:\n- Python and Django\n- Kafka\n- Terraform\n"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with Service(tmp_path_factory.mktemp("desk"), on="sqlite", TAILORING_ENGINE="offline") as service:
        assert service.manage("shell", "-c", LIBRARY).process.wait(90) == 0, service.logs()
        service.start_web()
        yield service


def faulty(page):
    """What axe finds wrong in our part of the page, in both themes."""
    found = []
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.classList.toggle('dark', {str(theme == 'dark').lower()})")
        for one in Axe().run(page, context=".desk").response["violations"]:
            where = "; ".join(str(node["target"]) for node in one["nodes"][:3])
            found.append(f"{theme} {page.url}: {one['id']} at {where}")
    page.evaluate("document.documentElement.classList.remove('dark')")
    return found


def test_a_curator_goes_from_drafts_to_a_run(service):
    wrong = []
    with chromium() as browser:
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{service.port}", viewport={"width": 1280, "height": 844}
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        faults, lost = Faults(page), []
        page.on("response", lambda answer: lost.append(answer.url) if answer.status >= 400 else None)
        page.goto("/admin/login/?next=/admin/")
        page.fill("[name=username]", "staff@example.org")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_selector(".tasks")
        wrong += faulty(page)
        page.get_by_role("link", name="drafts wait to be reviewed").click()
        page.wait_for_selector("[data-key=a]")
        wrong += faulty(page)
        page.keyboard.press("a")
        page.wait_for_selector("text=2 drafts wait")
        page.keyboard.press("u")
        page.wait_for_selector("text=3 drafts wait")
        page.goto("/admin/content/chunk/matrix/?owner__id__exact=")
        wrong += faulty(page)
        page.locator(".matrix td a").first.click()
        page.wait_for_selector("#result_list")
        page.goto("/admin/content/chunk/?skill=kafka&source__exact=blog")
        page.check("#action-toggle")
        page.select_option("select[name=action]", "set_lens_strategy")
        page.locator("button[name=index], button[type=submit]:has-text('Run')").first.click()
        page.get_by_role("button", name="Apply to 3 chunks").click()
        page.wait_for_selector("text=3 chunks changed")
        wrong += faulty(page)
        page.get_by_role("button", name="Undo").click()
        page.wait_for_selector("text=3 chunks are as they were")
        page.goto("/admin/tailoring/run/what-for/")
        page.select_option("[name=owner]", label="alice@example.org")
        page.fill("[name=posting]", AD)
        page.get_by_role("button", name="Look", exact=True).click()
        page.wait_for_selector("text=Held back")
        wrong += faulty(page)
        page.goto("/admin/tailoring/run/")
        page.locator("#result_list a").filter(has_text="Python engineer").first.click()
        page.wait_for_selector("text=Each printed line, and its words")
        wrong += faulty(page)
        run = page.url
        page.goto("/admin/content/document/bring-in/")
        wrong += faulty(page)
        page.goto("/admin/content/resume/")
        page.locator("#result_list tbody a").first.click()
        page.wait_for_selector(".page-beside img")
        wrong += faulty(page)
        for address in ("/admin/", "/admin/tailoring/run/what-for/", page.url, run):
            page.set_viewport_size({"width": 390, "height": 844})
            page.goto(address)
            wide = page.evaluate(
                "document.querySelector('.desk').scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, f"{address} is {wide} pixels too wide on a phone"
        context.close()
    assert not wrong, "\n".join(wrong)
    assert (faults.found, lost) == ([], [])
