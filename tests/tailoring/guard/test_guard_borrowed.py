"""Facts taken out of their own sentence: the guard's rules about company, doers, days, bounds and turned relations."""

from __future__ import annotations

import pytest

from tailoring.guard import Level, check
from tailoring.records import RoleFacts, Source

ROLE = RoleFacts(company="Acme Ltd", title="Assistant Depot Manager", start="2018-01", end="2022-01")
LEVELS: list[Level] = ["strict", "balanced"]


def words(text: str, *sources: str, level: Level = "balanced", skills: tuple[str, ...] = ()) -> list[str]:
    cited = [Source(id=f"c{n}", text=source) for n, source in enumerate(sources)]
    return [violation.words for violation in check(text, cited, ROLE, skills, level)]


LIES = [
    # told of something else in the same evidence
    ("Mended 14 looms in Porto.", ["Mended 14 looms in Leeds.", "Visited a fair for hats in Porto."]),
    (
        "Painted hulls, scraped keels in Gdynia.",
        ["Painted hulls. Scraped keels.", "The hats fair was in Gdynia."],
    ),
    # done by another, under any name
    ("Chose the new kiln.", ["The new kiln was chosen by head office. I fired it."]),
    ("Wrote the safety leaflet.", ["Sat on the group for the safety leaflet; Ingrid wrote it."]),
    (
        "Stitched sails and did infrared tests.",
        ["Stitched sails.", "The institute in Riga did infrared tests."],
    ),
    ("Ran the kitchen, about 90 covers.", ["Ran the kitchen. The lunch, about 90 covers, was the owner's."]),
    (
        "Held a licence as a chartered surveyor.",
        ["My boss, a chartered surveyor, signed all my plans. I drew them."],
    ),
    # when it held
    (
        "Baked 300 loaves from Monday to Friday.",
        ["From Monday to Friday 200 loaves; on Sunday the loaves were 300."],
    ),
    ("Kept the log until March 2021.", ["I set up the log in May 2020. In March 2021 the port changed it."]),
    # turned about, or a word lost
    ("Moved the ledger from Xero to Sage.", ["Moved the ledger from Sage to Xero."]),
    ("Moved 60 rules from Splunk into QRadar.", ["Moved 60 rules out of QRadar into Splunk."]),
    ("Fixed every finding of the audit.", ["Fixed every minor finding of the audit."]),
    ("Fixed every finding of the audit.", ["Fixed nearly every finding of the audit."]),
    ("All wards passed the audit.", ["All wards bar the laundry passed the audit."]),
    ("Wrote the newsletter every Friday.", ["Wrote the newsletter every other Friday."]),
    ("Cleaned offices at Boeing.", ["Cleaned offices of a subcontractor of Boeing."]),
    ("Tested the pumps across the company.", ["Tested the pumps in two halls."]),
    ("Sold stoves across Europe.", ["Sold stoves in Norway."]),
    ("Trained 90 guards in each of three weeks.", ["Trained 90 guards in all, spread over three weeks."]),
    # the role without the word that lowers it
    ("Depot Manager on Saturdays.", ["Worked on Saturdays."]),
    # results nobody states
    ("Drew a plan of the yard, with fewer lost crates.", ["Drew a plan of the yard."]),
    # a sum whose terms count different things
    ("Ran the stall with 7 cooks.", ["Ran the stall with 3 cooks and 4 schoolchildren."]),
]
TRUE = [
    ("Handled a budget of €2.5m.", ["Handled a budget of two and a half million euros."]),
    ("Handled a budget of $1.25M.", ["Handled a budget of one and a quarter million dollars."]),
    ("Closed 3,500 tins a day.", ["Closed 3 500 tins a day."]),
    ("Counted 240,000 bricks.", ["Counted 2.4 lakh bricks."]),
    ("Cut the stop from 105 minutes to 50.", ["Cut the stop, it was 1 h 45 and now 50 min."]),
    ("Was on duty from 2.30 pm to 6 pm.", ["Was on duty from 14:30 to 18:00."]),
    ("Laid 750 metres of pipe.", ["Laid three quarters of a kilometre of pipe."]),
    ("Raised €500,000.", ["Raised half a million euros."]),
    ("Trained 40 cooks in 2019 and 2020.", ["Trained 23 cooks in 2019 and another 17 in 2020."]),
    ("Taught 120 pupils in five classes.", ["Taught five classes of 24 pupils."]),
    ("Looks after 15 second-floor residents.", ["Looks after fifteen residents on the second floor."]),
    ("Sold stoves to Europe and Africa.", ["Sold stoves to Norway and to Ghana."]),
    ("Opened depots in two countries.", ["Opened eight depots in Bulgaria and two in Slovenia."]),
    ("Took stock on the last Friday of the month.", ["I took stock on the last Friday of month."]),
    ("Wrote a plan, checked by the vet.", ["Wrote a plan. The vet checked all of it."]),
    ("Ran the desk of a hotel with 80 rooms.", ["Ran the desk, the hotel has 80 rooms."]),
    ("Led tours of the mill.", ["Gave tours of the mill."]),
    ("Visited every port at least once.", ["Visited every port at least once."]),
    ("Delivers post to two villages.", ["I deliver the post to two villages."]),
]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("text", "sources"), LIES)
def test_a_fact_of_something_else_is_caught(text: str, sources: list[str], level: Level) -> None:
    assert words(text, *sources, level=level)


@pytest.mark.parametrize(("text", "sources"), TRUE)
def test_the_same_fact_written_otherwise_passes(text: str, sources: list[str]) -> None:
    assert words(text, *sources) == []


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        # told of the same things in another order or from two sentences: relations are the second reader's
        (
            "Sewed sails for Nils with a needle gun.",
            ["Sewed sails for Nils.", "Cleaned hulls with a needle gun."],
        ),
        ("Recent graduate with two internships.", ["Recent graduate of physics.", "Did two internships."]),
        (
            "Charge nurse two or three shifts a month.",
            ["Charge nurse two or three shifts a month since 2022"],
        ),
    ],
)
def test_strict_leaves_to_the_second_reader_what_code_only_guesses(text: str, sources: list[str]) -> None:
    assert words(text, *sources, level="strict") == []


def test_strict_alone_doubts_a_word_that_stretches() -> None:
    text, source = "Watered the orchids until they were sold.", "Watered the orchids."
    assert words(text, source, level="strict")
    assert words(text, source, level="balanced") == []


def test_a_skill_with_a_number_in_its_name_is_no_figure() -> None:
    source = "Reconciled the supplier accounts."
    assert words("Reconciled the supplier accounts in Sage 50.", source, skills=("Sage 50",)) == []
    assert words("Reconciled the supplier accounts in Sage 50.", source)
