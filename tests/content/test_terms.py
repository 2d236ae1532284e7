"""Two wordings for one thing are one thing; two things are two."""

import pytest

from content.vocabulary import read_aliases, vocabulary, words


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Ran a k8s cluster", "Kubernetes"),
        ("Wrote JS for the shop", "JavaScript"),
        ("Moved it to PostgreSQL", "Postgres"),
        ("Services in C++ and C#", "C++"),
        ("Services in C++ and C#", "C#"),
        ("A .NET shop", ".NET"),
        ("Back end in Node.js", "node.js"),
        ("Wrote unit tests", "unit testing"),
        ("KUBERNETES", "kubernetes"),
        ("Designed REST APIs", "REST API"),
    ],
)
def test_a_text_names_a_term_in_another_wording(text, term):
    assert vocabulary().says(text, term)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Grew the market share", "marketing"),
        ("Wrote Java services", "JavaScript"),
        ("Services in C", "C++"),
        ("Opened an account", "accounting"),
        ("", "Python"),
        ("Python", ""),
    ],
)
def test_a_text_does_not_name_what_only_looks_alike(text, term):
    assert not vocabulary().says(text, term)


def test_a_find_points_at_the_words_of_the_text():
    text = "We ran K8s, mostly."
    assert vocabulary().find("Kubernetes", text) == (7, 10)


def test_a_person_may_add_aliases_of_their_own():
    mine = vocabulary().with_groups(read_aliases("# ours\nProject Falcon = the billing rewrite"))
    assert mine.says("Led the billing rewrite", "Project Falcon")
    assert mine.says("Ran k8s", "Kubernetes")
    assert not vocabulary().says("Led the billing rewrite", "Project Falcon")


def test_words_keep_what_technologies_put_inside_their_names():
    assert words("C#, .NET 4.5 & node.js; state-of-the-art") == [
        *("c#", ".net", "4.5", "node.js", "state", "of", "the", "art"),
    ]
