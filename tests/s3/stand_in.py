"""Stand-ins for the services that give credentials: STS, the endpoint of a container, the metadata of an instance."""

from __future__ import annotations

import datetime
import http.server
import json
import threading
import urllib.parse


class StandIn:
    """An HTTP server on loopback that answers by a function: (method, path, headers, form) -> (status, body)."""

    def __init__(self, respond):
        self.requests: list[tuple[str, str, dict, dict]] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def _any(self):
                size = int(self.headers.get("Content-Length", 0))
                form = dict(urllib.parse.parse_qsl(self.rfile.read(size).decode()))
                headers = {name.lower(): value for name, value in self.headers.items()}
                outer.requests.append((self.command, self.path, headers, form))
                status, body = respond(self.command, self.path, headers, form)
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())

            do_GET = do_POST = do_PUT = _any

            def log_message(self, *_arguments):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> StandIn:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_exception) -> None:
        self._server.shutdown()
        self._server.server_close()


def iso(seconds_from_now: float) -> str:
    time = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds_from_now)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def json_credentials(key: str, secret: str, token: str = "", expires_in: float = 3600) -> str:
    return json.dumps({"Version": 1, "AccessKeyId": key, "SecretAccessKey": secret, "Token": token,
                       "SessionToken": token, "Expiration": iso(expires_in)})


def sts_credentials(action: str, key: str, secret: str, token: str = "a-session-token", expires_in: float = 3600) -> str:
    return (f'<{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result><Credentials>'
            f"<AccessKeyId>{key}</AccessKeyId><SecretAccessKey>{secret}</SecretAccessKey>"
            f"<SessionToken>{token}</SessionToken><Expiration>{iso(expires_in)}</Expiration></Credentials>"
            f"</{action}Result></{action}Response>")
