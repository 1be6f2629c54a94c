"""The HTTP side of the stand-in for AWS, on loopback: takes requests that are signed right and as AWS's models have them, and
tells who asks from where he comes. What is in buckets may be another server's business."""

from __future__ import annotations

import functools
import http.client
import http.server
import re
import socket
import sys
import threading
import urllib.parse

import signature
from cloud import ADDRESS, Call, Cloud, Lost
from refusal import Refusal
from rest_service import RestService
from service_model import Mismatch, Service

KEY, SECRET = "AKIDSTANDIN", "the-secret-of-the-stand-in"

# IAM is global, and signed for where it lives.
_REGIONS = {"iam": "us-east-1"}

# What botocore calls services that sign by another name.
_MODELS = {"tagging": "resourcegroupstaggingapi"}


class AwsServer:
    def __init__(self, cloud: Cloud, objects_at: int | None = None):
        """`objects_at`: port of an S3 server, which has the same buckets."""
        self.cloud = cloud
        self.address = ADDRESS
        self.forms: dict[str, dict[str, str]] = {}  # the last of each operation, a parameter an entry
        self.mismatches: list[str] = []
        self.secrets = {KEY: SECRET}
        self.expired: set[str] = set()
        self._lock = threading.Lock()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                if self.path.startswith("/checkip"):
                    return self._answer(200, f"{outer.address}\n".encode(), {})
                return self._take()

            def _take(self) -> None:
                self.target = self.path
                self.method = self.command
                self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if objects_at and _is_about_objects(self):
                    return self._answer(*_passed_on(self, objects_at))
                self.headers = {name.lower(): value for name, value in self.headers.items()}
                try:
                    with outer._lock:
                        status, text, headers = outer._respond(self)
                except Lost:
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                self._answer(status, text.encode(), headers)

            do_POST = do_PUT = do_DELETE = do_HEAD = _take

            def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
                self.send_response(status)
                for name, value in (headers | {"Content-Length": str(len(body))}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments) -> None:
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_arguments) -> None:
                fault = sys.exc_info()[1]
                if not isinstance(fault, OSError):  # a program that was killed does not read its answer
                    outer.mismatches.append(repr(fault))

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> AwsServer:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_exception) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _respond(self, request) -> tuple[int, str, dict[str, str]]:
        request_id = f"request-{len(self.cloud.calls) + 1}"
        try:
            name, region = self._signed_service(request)
            model = _service(name)
            operation, parameters = model.request_in(request)
            self.forms[operation] = _flat(parameters) if name == "s3" else dict(urllib.parse.parse_qsl(request.body.decode()))
        except Mismatch as mismatch:
            return self._note(mismatch)
        try:
            self._require_valid_key(request, name)
            result = self.cloud.carry_out(Call(name, operation, parameters, region))
            return *model.answer(operation, result, request_id), {}
        except Refusal as refusal:
            text = model.refusal(operation, refusal.code, refusal.message, request_id)
            return refusal.status, text, refusal.headers
        except Mismatch as mismatch:
            return self._note(mismatch)

    def _note(self, mismatch: Mismatch) -> tuple[int, str, dict[str, str]]:
        self.mismatches.append(str(mismatch))
        return 400, str(mismatch), {}

    def _signed_service(self, request) -> tuple[str, str]:
        """The service that the signature is for, and the region."""
        scope = re.search(r"Credential=([^/]+)/\d{8}/([^/]+)/([^/]+)/aws4_request", request.headers.get("authorization", ""))
        if not scope:
            raise Mismatch("a request without a signature")
        key, region, name = scope.groups()
        if name not in self.cloud.services:
            raise Mismatch(f"signed for {name}, which is no service of the stand-in's")
        if name != "s3" and region != _REGIONS.get(name, self.cloud.region):  # S3 says itself where a bucket is
            raise Mismatch(f"{name} is signed for {region}")
        if not signature.is_right(request, self.secrets, name):
            raise Mismatch(f"the signature by {key} for {name} is wrong")
        return name, region

    def _require_valid_key(self, request, name: str) -> None:
        key = re.search(r"Credential=([^/]+)/", request.headers["authorization"]).group(1)
        if key in self.expired:
            code = "ExpiredTokenException" if name == "redshift-serverless" else "ExpiredToken"
            raise Refusal(code, "The security token included in the request is expired", 403)


@functools.cache
def _service(name: str) -> Service | RestService:
    return RestService(name) if name == "s3" else Service(_MODELS.get(name, name))


def _is_about_objects(request) -> bool:
    path, _, query = request.target.partition("?")
    return request.method != "POST" and ("/" in path.strip("/") or "list-type" in query)


def _passed_on(request, port: int) -> tuple[int, bytes, dict[str, str]]:
    """With the Host that was asked for, which is signed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(request.method, request.target, request.body, dict(request.headers))
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    left_out = ("content-length", "connection", "transfer-encoding", "date", "server", "keep-alive")
    return answer.status, body, {name: value for name, value in answer.getheaders() if name.lower() not in left_out}


def _flat(value, path: str = "") -> dict[str, str]:
    """Parameters within parameters as the query protocol would have them."""
    if not isinstance(value, (dict, list)):
        return {path: value}
    entries = value.items() if isinstance(value, dict) else ((str(number + 1), entry) for number, entry in enumerate(value))
    return {name: text for key, entry in entries for name, text in _flat(entry, f"{path}.{key}" if path else key).items()}
