"""Numbers are told so that Prometheus reads them: typed, whole, and whatever stands in a label."""

import pytest

from core.prometheus import Metric, exposition

pytestmark = pytest.mark.one_database


def told(value, **labels):
    metric = Metric("tokens_total", "counter", "Tokens.")
    metric.add(value, **labels)
    return exposition([metric]).splitlines()


def test_a_kind_of_number_is_told_and_typed_before_its_samples():
    assert told(1) == ["# HELP tokens_total Tokens.", "# TYPE tokens_total counter", "tokens_total 1"]


@pytest.mark.parametrize(
    ("value", "text"), [(123_456_789.0, "123456789"), (1234.567891, "1234.567891"), (0, "0")]
)
def test_a_large_number_keeps_all_its_digits(value, text):
    assert told(value)[-1] == f"tokens_total {text}"


def test_a_label_holds_quotes_backslashes_and_ends_of_lines():
    assert told(1, model='a"\\\n')[-1] == r'tokens_total{model="a\"\\\n"} 1'
