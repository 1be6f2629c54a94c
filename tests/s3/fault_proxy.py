"""A proxy in front of an S3 server that does to requests what networks and services do to them.

Rules are tried in the order in which they were added; the first that matches decides what happens to a request, as often as it
may. Without one the request goes through. It also does what the S3 server of the tests leaves out: it checks signatures and
If-Match. Loopback only. Every request is kept, for tests to look at.
"""

from __future__ import annotations

import asyncio
import dataclasses
import re
import socket
import ssl
import struct
import threading
import time
import typing
import urllib.parse

import signature


@dataclasses.dataclass
class Request:
    method: str
    target: str
    headers: dict[str, str]  # names in lower case
    body: bytes = b""

    @property
    def path(self) -> str:
        """Decoded, with the bucket."""
        return urllib.parse.unquote(self.target.partition("?")[0])

    @property
    def query(self) -> dict[str, str]:
        return dict(urllib.parse.parse_qsl(self.target.partition("?")[2], keep_blank_values=True))

    @property
    def is_listing(self) -> bool:
        return "list-type" in self.query


@dataclasses.dataclass
class Response:
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    send_bytes: int | None = None  # of the body; the rest never comes
    reset: bool = False  # then end the connection by a reset instead of in peace

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def set_header(self, name: str, value: str) -> None:
        self.headers = [(key, it) for key, it in self.headers if key.lower() != name.lower()]
        self.headers.append((name, value))


Action = typing.Callable[[Request, typing.Callable[[], typing.Awaitable[Response]]],
                         typing.Awaitable[typing.Optional[Response]]]


@dataclasses.dataclass
class Rule:
    matches: typing.Callable[[Request], bool]
    action: Action
    times: int | None = None  # nothing: always
    used: int = 0


def error_xml(code: str, message: str = "as the test wants it", **more: str) -> bytes:
    """The body of an error of S3."""
    extra = "".join(f"<{name}>{value}</{name}>" for name, value in more.items())
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code>'
            f"<Message>{message}</Message>{extra}<RequestId>TEST0001</RequestId></Error>").encode()


def answer(status: int, body: bytes = b"", headers: typing.Sequence[tuple[str, str]] = ()) -> Action:
    """Answers in place of the server."""

    async def act(_request, _forward):
        return Response(status, list(headers), body)

    return act


def refuse(status: int, code: str, headers: typing.Sequence[tuple[str, str]] = (), **more: str) -> Action:
    """Answers with an error of S3."""
    return answer(status, error_xml(code, **more), headers)


def change(edit: typing.Callable[[Response], None]) -> Action:
    """Lets the server answer, and edits what it says."""

    async def act(_request, forward):
        response = await forward()
        edit(response)
        return response

    return act


def cut_body(after: int, reset: bool = True) -> Action:
    """Ends the connection in the middle of the body."""

    def edit(response: Response) -> None:
        response.send_bytes = after
        response.reset = reset

    return change(edit)


def delay(seconds: float) -> Action:
    async def act(_request, forward):
        await asyncio.sleep(seconds)
        return await forward()

    return act


def hang_up() -> Action:
    """Ends the connection without an answer."""

    async def act(_request, _forward):
        return None

    return act


class Throttle:
    """Takes so many requests a second, and refuses the others with SlowDown."""

    def __init__(self, per_second: float, burst: float):
        self.per_second = per_second
        self.tokens = burst
        self.burst = burst
        self.last = time.monotonic()
        self.refused = 0

    async def __call__(self, _request, forward):
        now = time.monotonic()
        self.tokens = min(self.burst, self.tokens + (now - self.last) * self.per_second)
        self.last = now
        if self.tokens < 1:
            self.refused += 1
            return Response(503, [], error_xml("SlowDown", "Please reduce your request rate."))
        self.tokens -= 1
        return await forward()


class FaultProxy:
    """Runs on a thread of its own while it is used as a context."""

    def __init__(self, upstream_port: int, certificate: tuple[str, str] | None = None):
        self.upstream_port = upstream_port
        self.rules: list[Rule] = []
        self.secrets: dict[str, str] = {}  # of access keys; those of others are not known
        self.server_key = ""  # the key that the server is asked with in place of the one that was checked here
        self.requests: list[Request] = []
        self.in_flight = 0
        self.most_in_flight = 0
        self.port = 0
        self._certificate = certificate
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> FaultProxy:
        self._thread.start()
        self._started.wait()
        return self

    def __exit__(self, *_exception) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    @property
    def url(self) -> str:
        return f"{'https' if self._certificate else 'http'}://127.0.0.1:{self.port}"

    def add(self, action: Action, matches=lambda _request: True, times: int | None = None) -> Rule:
        rule = Rule(matches, action, times)
        self.rules.append(rule)
        return rule

    def reset(self) -> None:
        self.rules.clear()
        self.requests.clear()
        self.most_in_flight = 0

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        context = None
        if self._certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*self._certificate)
        server = self._loop.run_until_complete(
            asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=context, backlog=1024))
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream: list = []
        try:
            while True:
                request = await read_request(reader)
                if request is None or not await self._answer(request, writer, upstream):
                    return
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ssl.SSLError):
            pass
        finally:
            for _reader, upstream_writer in upstream:
                upstream_writer.close()
            writer.close()

    async def _answer(self, request: Request, writer, upstream: list) -> bool:
        """False if the connection is to end."""
        self.requests.append(request)
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            response = await self._respond(request, upstream)
        finally:
            self.in_flight -= 1
        if response is None:
            return False
        response.set_header("Content-Length", response.header("content-length") or str(len(response.body)))
        head = f"HTTP/1.1 {response.status} x\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in response.headers) + "\r\n"
        body = b"" if request.method == "HEAD" else response.body
        writer.write(head.encode() + (body if response.send_bytes is None else body[:response.send_bytes]))
        await writer.drain()
        if response.send_bytes is None:
            return True
        if response.reset:
            connection = writer.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        return False

    def _for_server(self, request: Request) -> Request:
        if not self.server_key or "authorization" not in request.headers:
            return request
        authorization = re.sub("Credential=[^/]+/", f"Credential={self.server_key}/", request.headers["authorization"])
        return dataclasses.replace(request, headers=request.headers | {"authorization": authorization})

    async def _respond(self, request: Request, upstream: list) -> Response | None:
        async def forward() -> Response:
            if "authorization" in request.headers and not signature.is_right(request, self.secrets):
                return Response(403, [], error_xml("SignatureDoesNotMatch"))
            if not upstream:
                upstream.append(await asyncio.open_connection("127.0.0.1", self.upstream_port))
            response = await exchange(self._for_server(request), *upstream[0])
            etag = response.header("etag")
            if response.status < 300 and request.headers.get("if-match", etag) != etag:
                return Response(412, [], error_xml("PreconditionFailed"))
            return response

        for rule in self.rules:
            if (rule.times is None or rule.used < rule.times) and rule.matches(request):
                rule.used += 1
                return await rule.action(request, forward)
        return await forward()


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    lines = head.decode("latin-1").split("\r\n")
    method, target, _version = lines[0].split(" ", 2)
    headers = headers_in(lines[1:])
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(method, target, headers, body)


def headers_in(lines: list[str]) -> dict[str, str]:
    return {name.strip().lower(): value.strip() for name, _colon, value in
            (line.partition(":") for line in lines if line)}


async def exchange(request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Response:
    """Sends a request on, and reads the whole answer."""
    head = f"{request.method} {request.target} HTTP/1.1\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in request.headers.items()) + "\r\n"
    writer.write(head.encode("latin-1") + request.body)
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = [(name.strip(), value.strip()) for name, _colon, value in
               (line.partition(":") for line in lines[1:] if line)]
    response = Response(int(lines[0].split(" ")[1]), headers, b"")
    if request.method == "HEAD" or response.status in (204, 304):
        return response
    if response.header("transfer-encoding") == "chunked":
        response.body = await read_chunks(reader)
        response.headers = [it for it in headers if it[0].lower() != "transfer-encoding"]
    else:
        response.body = await reader.readexactly(int(response.header("content-length") or 0))
    return response


async def read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while True:
        size = int((await reader.readuntil(b"\r\n")).strip(), 16)
        body += (await reader.readexactly(size + 2))[:-2]
        if size == 0:
            return body
