"""Connections that are no requests."""

import asyncio

from config.bodies import bounded


def test_a_websocket_is_refused_and_never_reaches_the_application():
    sent = []

    async def application(scope, receive, send):
        raise AssertionError("it was reached")

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    async def connect():
        await bounded(application, 10, {})({"type": "websocket", "headers": []}, receive, send)

    asyncio.run(connect())
    assert [message["type"] for message in sent] == ["websocket.close"]
