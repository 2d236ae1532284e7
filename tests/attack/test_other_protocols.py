"""Connections that are no requests."""

import asyncio

from config.bodies import Bounds, bounded


async def nobody(headers):
    return False


def test_a_websocket_is_refused_and_never_reaches_the_application():
    sent = []

    async def application(scope, receive, send):
        raise AssertionError("it was reached")

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    async def connect():
        bounds = Bounds(10, 10, 1.0, nobody, too_large={}, too_slow={}, unknown={})
        await bounded(application, bounds)({"type": "websocket", "headers": []}, receive, send)

    asyncio.run(connect())
    assert [message["type"] for message in sent] == ["websocket.close"]
