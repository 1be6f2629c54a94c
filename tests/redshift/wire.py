"""The messages of PostgreSQL's protocol, version 3 ("Frontend/Backend Protocol" of its manual), as far as the stand-in
speaks them, to both sides."""

from __future__ import annotations

import socket
import struct


class Gone(Exception):
    """The other end has closed the connection."""


def message(kind: bytes, body: bytes = b"") -> bytes:
    return kind + struct.pack("!I", len(body) + 4) + body


def text(value: str) -> bytes:
    return value.encode() + b"\0"


class Stream:
    """One end of a connection."""

    def __init__(self, connection: socket.socket):
        self.connection = connection
        self._buffer = b""

    def exactly(self, count: int) -> bytes:
        while len(self._buffer) < count:
            try:
                more = self.connection.recv(262144)
            except OSError as error:
                raise Gone from error
            if not more:
                raise Gone
            self._buffer += more
        data, self._buffer = self._buffer[:count], self._buffer[count:]
        return data

    def startup(self) -> bytes:
        """A message without a kind, as those before the login are."""
        return self.exactly(struct.unpack("!I", self.exactly(4))[0] - 4)

    def next(self) -> tuple[bytes, bytes]:
        head = self.exactly(5)
        return head[:1], self.exactly(struct.unpack("!I", head[1:])[0] - 4)

    def send(self, data: bytes) -> None:
        try:
            self.connection.sendall(data)
        except OSError as error:
            raise Gone from error

    def close(self) -> None:
        for end in (lambda: self.connection.shutdown(socket.SHUT_RDWR), self.connection.close):
            try:
                end()
            except OSError:
                pass


def startup_message(parameters: dict[str, str]) -> bytes:
    body = struct.pack("!I", 196608) + b"".join(text(key) + text(value) for key, value in parameters.items()) + b"\0"
    return struct.pack("!I", len(body) + 4) + body


def fields_of(body: bytes) -> dict[str, str]:
    """Of an error or a notice."""
    return {part[:1].decode(): part[1:].decode("utf-8", "replace") for part in body.split(b"\0") if part}


def report(kind: bytes, severity: str, sqlstate: str, text_: str, detail: str = "") -> bytes:
    """An error (E) or a notice (N)."""
    body = b"S" + text(severity) + b"C" + text(sqlstate) + b"M" + text(text_)
    if detail:
        body += b"D" + text(detail)
    return message(kind, body + b"\0")


class ServerError(Exception):
    def __init__(self, fields: dict[str, str]):
        super().__init__(fields.get("M", ""))
        self.fields = fields


class Asker:
    """What the stand-in itself asks of a server over a stream."""

    def __init__(self, stream: Stream):
        self.stream = stream
        self.status = b"I"

    def ask(self, sql: str) -> list[list[str | None]]:
        self.stream.send(message(b"Q", text(sql)))
        return self._answer()

    def copy(self, sql: str, lines: bytes) -> None:
        self.stream.send(message(b"Q", text(sql)))
        kind, body = self.stream.next()
        while kind not in (b"G", b"E"):
            kind, body = self.stream.next()
        if kind == b"E":
            self._answer()
            raise ServerError(fields_of(body))
        for begin in range(0, len(lines), 1 << 20):
            self.stream.send(message(b"d", lines[begin:begin + (1 << 20)]))
        self.stream.send(message(b"c"))
        self._answer()

    def _answer(self) -> list[list[str | None]]:
        rows: list[list[str | None]] = []
        error = None
        while True:
            kind, body = self.stream.next()
            if kind == b"D":
                rows.append(_row(body))
            elif kind == b"E":
                error = ServerError(fields_of(body))
            elif kind == b"Z":
                self.status = body
                if error:
                    raise error
                return rows


def _row(body: bytes) -> list[str | None]:
    (count,) = struct.unpack("!H", body[:2])
    position = 2
    values: list[str | None] = []
    for _ in range(count):
        (size,) = struct.unpack("!i", body[position:position + 4])
        position += 4
        values.append(None if size < 0 else body[position:position + size].decode())
        position += max(size, 0)
    return values
