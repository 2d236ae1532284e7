"""Which skills a person's own sentences show, and which words only look like a skill."""

import time

import pytest

from content.mentions import lists, shows
from content.vocabulary import vocabulary

OTHER_THINGS = """
Go-to-market lead for 3 products | Go
Wrote the go-to-market plan | Go
Built the timetable site for Go-Ahead buses | Go
Go live of 4 shops | Go
Presented roadmaps to C-level executives | C
Raised a Series C round with the founders | C
Gave vitamin C drips to 12 patients | C
Taught hepatitis C courses | C
Renewed 14 Class C licences | C
Organised the Spring Festival for 300 guests | Spring
Planned the spring 2021 release of the site | Spring
Released the catalogue in Spring | Spring
Integrated SWIFT payments for 2 banks | Swift
Gave a swift response to 40 complaints | Swift
Swift delivery of parcels | Swift
Moved the office from the Rust Belt | Rust
Removed rust from 30 hulls | Rust
Ran the Rust Museum shop | Rust
Kept the Access register of the building | Access
Access to 40 sites | Access
Checked R rated films at the door | R
Played R in the school play | R
Managed the Oracle Park stadium shop | Oracle
Led tours of the Oracle Arena | Oracle
Negotiated the Oracle contract | Oracle
Led the Rust Belt charity bash | Bash
Planned express check-ins so that patients react well | React
Ran the Express desk of the parcel shop | Express
Opened the Phoenix office in Phoenix | Phoenix
So that colleagues can start early | CAN bus
We can ship 40 orders a day | CAN
Set up a new system for 3 wards | early-warning scores
Bought new beds | NEWS
Removed fat from the menu | FAT
Cut fat acceptance costs | factory acceptance test
Worked in stem cell research | STEM
Excel at customer service | Excel
Spark joy in 200 guests | Spark
Word of mouth marketing | Word
Briefed the C-suite every quarter | C
Drove the R 12 to Basel | R
Sold Java coffee at the market | Java
"""

NOT_BY_THEM = """
Sat next to the Angular team | Angular
Was asked to join the Kafka circle and declined | Kafka
Salesforce was rolled out by head office after I left | Salesforce
A migration to PostgreSQL is still pending | PostgreSQL
Power BI was expected to replace it, not built yet | Power BI
The other shift uses AutoCAD | AutoCAD
Mentored a trainee who later learned Scala | Scala
Translated a manual for MATLAB | MATLAB
Shared an office with the Kubernetes group | Kubernetes
Worked beside the React developers | React
Booked training in Terraform | Terraform
Arranged Python courses for 12 colleagues | Python
Attended a Kubernetes conference | Kubernetes
Hired 4 Java developers | Java
Recruited Scala engineers for 3 clients | Scala
The vendor built the shop in Django | Django
The site was written by an agency in Drupal | Drupal
Planned to learn Haskell | Haskell
Wanted to use GraphQL | GraphQL
Keen to move to AWS | AWS
Without Kubernetes, kept 4 servers up | Kubernetes
No experience with Ansible | Ansible
Never used Terraform | Terraform
Bought Salesforce licences | Salesforce
Renewed the Jira subscription | Jira
Advised against MongoDB | MongoDB
Recommended Snowflake to the board | Snowflake
Handed the Kafka topics over to the platform team, which ran Flink | Flink
"""

DONE = """
Built the site in Go | Go
Built Go services on Kubernetes | Go
Rewrote billing from Ruby to Go | Go
Built services in Go, Kafka and Redis | Go
used go, kafka and docker | Go
Wrote C tools for 3 boards | C
Built C++ and C firmware | C
Analysed trials in R | R
Modelled claims in R and Python | R
Built apps with Swift and Kotlin | Swift
Built iOS apps in Swift. | Swift
Rewrote the parser in Rust | Rust
Built APIs with Spring | Spring
Moved 40 jobs to Spring Boot | Spring Boot
Tuned Oracle queries | Oracle
Migrated the shop from Oracle to PostgreSQL | Oracle
Kept an Access database of 300 members | Access
Wrote SQL and Access queries | Access
Built React components | React
Shipped React-based widgets | React
Node.js and Express APIs | Express
Wrote Bash scripts | Bash
Ran reports in Excel | Excel
Trained 12 colleagues in Excel | Excel
Tested to WCAG 2.1 AA | WCAG 2.1 AA
Brought 40 pages to WCAG 2.2 AA and ARIA | WCAG 2.2 AA
Debugged the CAN bus of 4 buses | CAN
Scored NEWS for 20 patients | early-warning score
Led STEM clubs | STEM
Signed off FAT at the supplier | factory acceptance test
Sat next to the Angular team and built the site in React | React
Migrated 40 services without downtime to Kubernetes | Kubernetes
Proposed and built a Kafka pipeline | Kafka
Python developer with six years | Python
Worked as a Python developer | Python
Led wound care for 12 patients | wound care
Ran A/B tests on 12 pages | A/B testing
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [tuple(line.split(" | ")) for line in table.strip().splitlines()]  # type: ignore[misc]


@pytest.mark.parametrize(("sentence", "skill"), pairs(OTHER_THINGS))
def test_a_word_that_means_another_thing_shows_no_skill(sentence: str, skill: str) -> None:
    assert not shows(sentence, skill)


@pytest.mark.parametrize(("sentence", "skill"), pairs(NOT_BY_THEM))
def test_what_others_did_or_nobody_did_shows_no_skill(sentence: str, skill: str) -> None:
    assert not shows(sentence, skill)


@pytest.mark.parametrize(("sentence", "skill"), pairs(DONE))
def test_a_sentence_that_says_they_did_it_shows_it(sentence: str, skill: str) -> None:
    assert shows(sentence, skill)


@pytest.mark.parametrize(
    ("entry", "skill", "listed"),
    [
        ("Go", "Go", True),
        ("go", "Go", True),
        ("EXCEL", "Excel", True),
        ("MS Access", "Access", True),
        ("Spring MVC", "Spring", True),
        ("Python (Django, Flask)", "Flask", True),
        ("Languages: C, C++", "C", True),
        ("Senior Go Engineer", "Go", True),
        ("SWIFT", "Swift", False),
        ("Go-to-market", "Go", False),
        ("C-level reporting", "C", False),
        ("Vitamin C", "C", False),
        ("Access Control", "Access", False),
        ("Office Manager", "Office", False),
        ("Stem cell culture", "STEM", False),
        ("can-do attitude", "CAN bus", False),
    ],
)
def test_a_list_names_a_skill_when_it_names_the_thing(entry: str, skill: str, listed: bool) -> None:
    assert lists(entry, skill) is listed


def test_an_acronym_that_is_a_word_is_read_in_capitals_alone() -> None:
    assert not vocabulary().says("a new system", "national early warning score")
    assert vocabulary().says("scored NEWS twice a shift", "national early warning score")


@pytest.mark.parametrize("unit", ["Go ", "in C, ", "R and ", "not ", "planned to use ", "Spring Festival "])
def test_long_repetitions_take_no_more_than_linear_time(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    began = time.perf_counter()
    shows(text, "Kubernetes")
    shows(f"{text} Go-to", "Go")
    assert time.perf_counter() - began < 5
