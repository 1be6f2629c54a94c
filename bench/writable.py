"""A bucket for measurements that only takes objects, each after a latency: nginx serves what is read, this takes what is
written, of which there is little."""

from __future__ import annotations

import http.server
import threading
import time


class WritableBucket:
    """Takes every PUT while it is used as a context."""

    def __init__(self, latency: float):
        outer = self
        self._count = 0

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_PUT(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(latency)
                outer._count += 1
                self.send_response(200)
                self.send_header("ETag", '"1"')
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_arguments):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> WritableBucket:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_exception) -> None:
        self._server.shutdown()
        self._server.server_close()

    def take_count(self) -> int:
        """How many objects came since this was asked last."""
        count, self._count = self._count, 0
        return count
