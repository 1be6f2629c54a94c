"""A proxy between the program and a PostgreSQL server that cuts the connection where a test wants it: before or after a
statement reaches the server, or after so many bytes of a COPY."""

from __future__ import annotations

import socket
import threading
import time


class CuttingProxy:
    """Runs while it is used as a context. Cuts one connection once; what comes later passes.

    `before`: a text; the message that holds it never reaches the server.
    `after`: a text; the server gets the message and answers, but the answer is lost.
    `copied`: that many bytes of rows reach the server.
    `for_seconds`: how long nobody is let through after the cut."""

    def __init__(self, port: int, before: bytes = b"", after: bytes = b"", copied: int = 0, for_seconds: float = 0):
        self._open_again = 0.0
        self._for_seconds = for_seconds
        self._target = port
        self._before, self._after, self._copied = before, after, copied
        self.has_cut = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]

    def __enter__(self) -> CuttingProxy:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_exception) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if time.monotonic() < self._open_again:
                client.close()
                continue
            server = socket.create_connection(("127.0.0.1", self._target))
            threading.Thread(target=self._forward, args=(client, server), daemon=True).start()
            threading.Thread(target=self._answer, args=(server, client), daemon=True).start()

    def _forward(self, client: socket.socket, server: socket.socket) -> None:
        copied = 0
        try:
            self._pass_startup(client, server)
            while True:
                kind, body = self._message(client)
                if kind == b"d":
                    copied += len(body)
                message = kind + (len(body) + 4).to_bytes(4, "big") + body
                if self._cuts(self._before, body) or (self._copied and copied > self._copied and self._first()):
                    return self._cut(client, server)
                if self._cuts(self._after, body):
                    return self._swallow_answer(client, server, message)
                server.sendall(message)
        except OSError:
            self._cut(client, server)

    def _cuts(self, text: bytes, body: bytes) -> bool:
        return bool(text) and text in body and self._first()

    def _first(self) -> bool:
        if self.has_cut.is_set():
            return False
        self._open_again = time.monotonic() + self._for_seconds
        self.has_cut.set()
        return True

    def _swallow_answer(self, client: socket.socket, server: socket.socket, message: bytes) -> None:
        # Whatever comes from now on has nowhere to go.
        client.shutdown(socket.SHUT_RDWR)
        server.sendall(message)
        server.shutdown(socket.SHUT_WR)

    def _answer(self, server: socket.socket, client: socket.socket) -> None:
        try:
            while data := server.recv(65536):
                try:
                    client.sendall(data)
                except OSError:
                    continue
        except OSError:
            pass
        self._cut(client, server)

    @staticmethod
    def _cut(*ends: socket.socket) -> None:
        for end in ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()

    @staticmethod
    def _pass_startup(client: socket.socket, server: socket.socket) -> None:
        """The messages before the login have no kind. Requests for encryption are refused with one letter."""
        while True:
            size = CuttingProxy._exactly(client, 4)
            body = CuttingProxy._exactly(client, int.from_bytes(size, "big") - 4)
            server.sendall(size + body)
            if int.from_bytes(body[:4], "big") >> 16 == 3:
                return

    @staticmethod
    def _message(client: socket.socket) -> tuple[bytes, bytes]:
        kind = CuttingProxy._exactly(client, 1)
        size = int.from_bytes(CuttingProxy._exactly(client, 4), "big")
        return kind, CuttingProxy._exactly(client, size - 4)

    @staticmethod
    def _exactly(source: socket.socket, count: int) -> bytes:
        data = b""
        while len(data) < count:
            part = source.recv(count - len(data))
            if not part:
                raise OSError("the other end has gone")
            data += part
        return data
