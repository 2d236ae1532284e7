"""What a worker reads before its first run comes."""

import pytest

from tailoring.running.warm_up import warm_up

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_warming_up_asks_the_database_for_nothing_and_stores_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        warm_up()
