"""Trying it before making an account: a guest, known by their session, with an example person if they like."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from accounts.models import User
from accounts.models.user import GUEST_HOURS
from content.importers import read_resume
from content.models import Resume

_ADS = "job-match.txt"


@dataclass(frozen=True)
class Example:
    """An invented person: the folder's name, who they are, and the text of an ad that fits them."""

    name: str
    who: str
    ad: str

    def give(self, guest: User) -> Resume:
        """Their résumé, as the guest's own."""
        file = Path(settings.EXAMPLES_FOLDER) / self.name / "resume.json"
        read = read_resume(file.read_bytes(), file.name)
        resume, _ = Resume.objects.import_as_current(
            guest, read.resume, name=f"{self.who} (example)", format=read.format, unheld=read.lost
        )
        return resume


@functools.cache
def examples() -> tuple[Example, ...]:
    """The invented people that this installation has, the engineer first."""
    folders = Path(settings.EXAMPLES_FOLDER).glob(f"*/{_ADS}")
    order = sorted(folders, key=lambda ad: (ad.parent.name != "engineer", ad.parent.name))
    return tuple(Example(ad.parent.name, _who(ad.parent), ad.read_text(encoding="utf-8")) for ad in order)


def example_named(name: str) -> Example | None:
    return next((one for one in examples() if one.name == name), None)


def begin_as_guest(request: HttpRequest) -> User:
    """Let whoever asks try it: logged in as a guest for as long as guests stay."""
    guest = User.objects.create_guest()
    login(request, guest, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.set_expiry(GUEST_HOURS * 3_600)
    return guest


def _who(folder: Path) -> str:
    read = read_resume((folder / "resume.json").read_bytes(), "resume.json")
    jobs = read.resume.work_experience
    return ", ".join(part for part in (read.resume.contact.full_name, jobs[0].title if jobs else "") if part)
