"""The people in tests: small résumés to build on."""

from __future__ import annotations

from content.schema.resume import ResumeData

ADA_AT_ENGINE_WORKS = """\
- Built billing services in Python and Django for 40 shops
- Cut deploy time from 47 minutes to 9 with Docker images
- Helped the data team move reports to PostgreSQL
- Wrote the on-call handbook
- Organised the summer party"""


def ada(description: str = ADA_AT_ENGINE_WORKS, **changes: object) -> ResumeData:
    """A backend engineer with two jobs."""
    return ResumeData.model_validate(
        {
            "contact": {
                "full_name": "Ada Byron",
                "email": "ada@example.org",
                "phone": "+44 20 7946 0000",
                "location": "London, United Kingdom",
                "github": "https://github.com/ada",
            },
            "summary": "Backend engineer who likes dull, dependable systems. Writes Python by day. "
            "Has looked after databases since 2016.",
            "work_experience": [
                {
                    "company": "Engine Works",
                    "title": "Software Engineer",
                    "location": "London",
                    "start_date": "2019-04",
                    "end_date": "",
                    "current": True,
                    "description": description,
                    "technologies": ["Python", "Docker"],
                },
                {
                    "company": "Loom & Sons",
                    "title": "Junior Developer",
                    "start_date": "2016-09",
                    "end_date": "2019-03",
                    "description": "- Ran a k8s cluster for the order system\n"
                    "- Answered customers on the phone\n"
                    "- Contributed to the React shop front",
                },
            ],
            "education": [
                {
                    "institution": "University of London",
                    "degree": "BSc",
                    "field": "Mathematics",
                    "start_date": "2013",
                    "end_date": "2016",
                }
            ],
            "skills": ["Excel", "React", "Python", "PostgreSQL", "Docker"],
            "achievements": [{"title": "Won the company hack day", "date": "2021"}, "Speaks at meetups"],
            **changes,
        }
    )
