"""`/styleguide/`: where DEBUG is on, and nowhere else."""

import pytest

pytestmark = pytest.mark.django_db


def test_it_shows_every_state_of_a_change_and_is_there_for_developers_alone(client, settings):
    assert client.get("/styleguide/").status_code == 404
    settings.DEBUG = True
    answer = client.get("/styleguide/").content.decode()
    for state in ("proposed", "accepted", "original", "edited"):
        assert f'data-state="{state}"' in answer
    assert "Nothing of yours says" in answer
