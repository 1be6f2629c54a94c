"""A PostgreSQL server of Debian's package, its data in a folder that goes away, on a free port of loopback and a socket
in that folder. Its databases order texts as people do (ICU), so that a missing byte order shows."""

from __future__ import annotations

import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
USER = "tester"
PASSWORD = "pa'ss w@rd"

# Crashes of the machine are not what is tested.
SETTINGS = {
    "fsync": "off", "full_page_writes": "off", "max_connections": "50", "log_min_messages": "warning",
    "lc_messages": "C",
}


def is_installed() -> bool:
    return (PROGRAMS / "initdb").exists()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _unprivileged() -> dict:
    """PostgreSQL refuses to run as root, so for root it runs as the user that the package has made."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


class PostgresServer:
    """Runs while it is used as a context. Who logs in over the socket is let in, over TCP a password is asked for."""

    def __init__(self, **settings: str):
        self.port = free_port()
        self.settings = SETTINGS | settings
        self._process: subprocess.Popen | None = None

    def __enter__(self) -> PostgresServer:
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sparkify-postgres-", dir="/tmp"))
        self._data = self.folder / "data"
        if os.geteuid() == 0:
            os.chown(self.folder, _unprivileged()["user"], _unprivileged()["group"])
        try:
            self._make()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_exception) -> None:
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def url(self) -> str:
        """Over the socket, as the superuser."""
        return f"postgres://{USER}@/postgres?host={self.folder}&port={self.port}"

    def url_of(self, database: str, user: str = USER, password: str | None = PASSWORD, host: str = "127.0.0.1",
               **parameters: str) -> str:
        """Over TCP."""
        secret = "" if password is None else ":" + "".join(
            letter if letter.isalnum() else f"%{ord(letter):02X}" for letter in password)
        more = "&".join(f"{name}={value}" for name, value in parameters.items())
        return f"postgres://{user}{secret}@{host}:{self.port}/{database}" + ("?" + more if more else "")

    def start(self) -> None:
        options = [f"-c{name}={value}" for name, value in self.settings.items()]
        self._log = open(self.folder / "log", "ab")
        self._process = subprocess.Popen(
            [str(PROGRAMS / "postgres"), "-D", str(self._data), f"-k{self.folder}", f"-p{self.port}",
             "-clisten_addresses=127.0.0.1", *options],
            cwd=self.folder, stdout=self._log, stderr=self._log, start_new_session=True, **_unprivileged())
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"PostgreSQL ended at once: {(self.folder / 'log').read_text()}")
            if self._is_ready():
                return
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL does not start")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGTERM waits for sessions to end, SIGINT ends them, SIGQUIT drops everything."""
        if self._process is None:
            return
        self._process.send_signal(how)
        self._process.wait()
        self._process = None
        self._log.close()

    def adopt(self, file: pathlib.Path) -> None:
        """Copies a file to where only the server may read it."""
        copy = self.folder / file.name
        copy.write_bytes(file.read_bytes())
        copy.chmod(0o600)
        if os.geteuid() == 0:
            os.chown(copy, _unprivileged()["user"], _unprivileged()["group"])

    def sql(self, *statements: str, database: str = "postgres") -> str:
        """What psql prints, without decoration."""
        commands = [word for statement in statements for word in ("-c", statement)]
        result = subprocess.run(
            [str(PROGRAMS / "psql"), "-X", "-qAt", "-v", "ON_ERROR_STOP=1", "-h", str(self.folder), "-p",
             str(self.port), "-U", USER, "-d", database, *commands],
            capture_output=True, text=True, check=False)
        if result.returncode != 0:
            raise RuntimeError(result.stderr)
        return result.stdout.rstrip("\n")

    def _make(self) -> None:
        password = self.folder / "password"
        password.write_text(PASSWORD + "\n")
        subprocess.run(
            [str(PROGRAMS / "initdb"), "-D", str(self._data), "-U", USER, "--pwfile", str(password), "--no-sync",
             "--encoding=UTF8", "--locale-provider=icu", "--icu-locale=en-US", "--locale=C.UTF-8",
             "--auth-local=trust", "--auth-host=scram-sha-256"],
            cwd=self.folder, stdout=subprocess.DEVNULL, check=True, **_unprivileged())

    def _is_ready(self) -> bool:
        return subprocess.run(
            [str(PROGRAMS / "pg_isready"), "-q", "-h", str(self.folder), "-p", str(self.port)], check=False
        ).returncode == 0


class Holder:
    """A transaction of somebody else, in psql, as long as it is used as a context."""

    def __init__(self, server: PostgresServer, database: str, statement: str):
        self._command = [str(PROGRAMS / "psql"), "-X", "-qAt", "-h", str(server.folder), "-p",
                         str(server.port), "-U", USER, "-d", database]
        self._statement = statement
        self._process: subprocess.Popen | None = None

    def __enter__(self) -> Holder:
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.DEVNULL, text=True)
        self.run("BEGIN")
        self.run(self._statement)
        return self

    def run(self, statement: str) -> None:
        self._process.stdin.write(f"{statement};\nSELECT 'done';\n")
        self._process.stdin.flush()
        while self._process.stdout.readline().strip() != "done":
            pass

    def __exit__(self, *_exception) -> None:
        if self._process is not None:
            self._process.communicate("COMMIT;\n")
        self._process = None
