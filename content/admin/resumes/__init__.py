"""Résumés in the admin: edited as a form by section, their earlier versions compared by word and restored."""

from content.admin.resumes.page import ResumeAdmin
from content.admin.resumes.versions import VersionAdmin

__all__ = ["ResumeAdmin", "VersionAdmin"]
