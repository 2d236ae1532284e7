"""A server that says hello as MongoDB does, in the version that a test wants, and knows nothing else."""

from __future__ import annotations

import socketserver
import struct
import threading
from typing import Any, Self

import bson

_OP_REPLY, _OP_QUERY, _OP_MSG = 1, 2004, 2013


class MongoDBWire:
    """`url` of a server of `version`; `wire` is the protocol it speaks, `hello` what else it says of itself."""

    def __init__(self, version: tuple[int, ...], wire: int, **hello: Any) -> None:
        self.version, self.wire, self.hello = version, wire, hello
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                while header := self.request.recv(16, 0x100):  # MSG_WAITALL
                    length, request, _, opcode = struct.unpack("<iiii", header)
                    body = self.request.recv(length - 16, 0x100)
                    self.request.sendall(outer._answer(request, opcode, body))

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        address = f"127.0.0.1:{self._server.server_address[1]}"
        self.url = f"mongodb://{address}/bespoke"
        if "setName" in hello:
            self.hello = {**hello, "hosts": [address], "me": address}

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, request: int, opcode: int, body: bytes) -> bytes:
        command = bson.decode(body[body.index(b"\0", 4) + 9 :] if opcode == _OP_QUERY else body[5:])
        document = bson.encode({**self._said(next(iter(command)).lower()), "ok": 1})
        if opcode == _OP_QUERY:
            content, kind = struct.pack("<iqii", 8, 0, 0, 1) + document, _OP_REPLY
        else:
            content, kind = struct.pack("<ib", 0, 0) + document, _OP_MSG
        return struct.pack("<iiii", 16 + len(content), 1, request, kind) + content

    def _said(self, command: str) -> dict[str, Any]:
        if command in ("hello", "ismaster"):
            return {
                "isWritablePrimary": True, "ismaster": True, "helloOk": True, "maxBsonObjectSize": 16_777_216,
                "maxMessageSizeBytes": 48_000_000, "maxWriteBatchSize": 100_000, "minWireVersion": 0,
                "maxWireVersion": self.wire, **self.hello,
            }  # fmt: skip
        if command == "buildinfo":
            return {"version": ".".join(map(str, self.version)), "versionArray": [*self.version, 0]}
        return {"cursor": {"id": 0, "ns": "bespoke.$cmd.listCollections", "firstBatch": []}}
