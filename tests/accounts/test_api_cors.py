"""A frontend on another site is let in only where it is named."""

from rest_framework.test import APIClient

ELSEWHERE = "https://cv.example.org"


def asked_before(path="/tailor"):
    headers = {
        "Origin": ELSEWHERE,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization, idempotency-key, prefer",
    }
    return APIClient().options(path, headers=headers)


def test_it_is_off_by_default(db):
    assert "Access-Control-Allow-Origin" not in asked_before().headers


def test_a_named_site_may_send_a_token_a_key_and_a_preference(settings, db):
    settings.CORS_ALLOWED_ORIGINS = [ELSEWHERE]
    answer = asked_before()
    assert answer.headers["Access-Control-Allow-Origin"] == ELSEWHERE
    allowed = answer.headers["Access-Control-Allow-Headers"]
    assert all(name in allowed for name in ("authorization", "idempotency-key", "prefer"))
    refused = APIClient().post("/tailor", {}, format="json", headers={"Origin": ELSEWHERE})
    assert "Location" in refused.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Origin" not in asked_before("/admin/").headers
