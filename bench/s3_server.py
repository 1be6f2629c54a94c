"""An S3 server for measurements: Debian's nginx, which answers after a latency, serves a folder as a bucket, and can be told to
fail. It is fast enough not to be what is measured; wrk says how fast."""

from __future__ import annotations

import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
import xml.sax.saxutils

ECHO_MODULE = pathlib.Path("/usr/lib/nginx/modules/ngx_http_echo_module.so")


def missing() -> str:
    """What has to be installed first; empty if nothing."""
    packages = []
    if not shutil.which("nginx", path="/usr/sbin:/usr/bin"):
        packages.append("nginx-light")
    if not ECHO_MODULE.exists():
        packages.append("libnginx-mod-http-echo")
    if not shutil.which("wrk"):
        packages.append("wrk")
    return " ".join(packages)


class S3Server:
    """Serves `folder` as the bucket `bench` while it is used as a context."""

    def __init__(self, folder: pathlib.Path, latency: float = 0, failures: float = 0):
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._latency = latency
        self._failures = failures
        self._state = tempfile.TemporaryDirectory(prefix="sparkify-bench-s3-")
        self._process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> S3Server:
        state = pathlib.Path(self._state.name)
        state.chmod(0o755)
        (state / "list.xml").write_text(self._listing())
        (state / "nginx.conf").write_text(self._configuration(state))
        self._process = subprocess.Popen(["/usr/sbin/nginx", "-c", str(state / "nginx.conf")], stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.1)
        raise SystemExit("nginx does not start")

    def __exit__(self, *_exception) -> None:
        self._process.terminate()
        self._process.wait()
        self._state.cleanup()

    def requests_per_second(self, connections: int) -> float:
        """What the server manages, by wrk."""
        key = next(file for file in self.folder.rglob("*") if file.is_file()).relative_to(self.folder)
        done = subprocess.run(["wrk", "-t1", f"-c{connections}", "-d5s", f"{self.url}/bench/{key}"], check=True,
                              capture_output=True, text=True)
        return float(re.search(r"Requests/sec:\s+([0-9.]+)", done.stdout).group(1))

    def _listing(self) -> str:
        """One page with every object, and with the ETags that nginx gives them."""
        contents = []
        for file in sorted(self.folder.rglob("*")):
            if not file.is_file():
                continue
            status = file.stat()
            contents.append(
                f"<Contents><Key>{xml.sax.saxutils.escape(str(file.relative_to(self.folder)))}</Key>"
                f"<Size>{status.st_size}</Size>"
                f"<ETag>&quot;{int(status.st_mtime):x}-{status.st_size:x}&quot;</ETag></Contents>")
        return ("<ListBucketResult><IsTruncated>false</IsTruncated>" + "\n".join(contents) + "</ListBucketResult>")

    def _configuration(self, state: pathlib.Path) -> str:
        temporary = "\n".join(f"{name}_temp_path {state}/{name};" for name in
                              ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        wait = f"echo_sleep {self._latency};" if self._latency else ""
        failing = f"{self._failures * 100:.1f}% 1;" if self._failures else ""
        return f"""
load_module {ECHO_MODULE};
user root;
worker_processes 1;
daemon off;
pid {state}/pid;
error_log {state}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    keepalive_requests 1000000000;
    {temporary}
    split_clients "$request_id" $fails {{ {failing} * 0; }}
    server {{
        listen 127.0.0.1:{self.port} backlog=1024;
        location = /bench {{ default_type application/xml; alias {state}/list.xml; }}
        location /bench/ {{
            if ($fails) {{ echo_status 500; {wait} echo failed; }}
            {wait}
            {"echo_exec /objects$uri;" if wait else f"alias {self.folder}/;"}
        }}
        location /objects/bench/ {{ internal; alias {self.folder}/; }}
    }}
}}
"""
