"""A stand-in for an Amazon Redshift cluster: a server that speaks PostgreSQL's protocol in front of a PostgreSQL, takes only
what Redshift's grammar has (grammar.py), emulates COPY from S3 (copy_command.py) and the system tables (catalog.sql), and
answers as Redshift does. Loopback only. No live cluster was ever asked: what it does is what the guide says."""

from __future__ import annotations

import dataclasses
import itertools
import pathlib
import re
import socket
import ssl
import struct
import threading

import copy_command
import grammar
import wire

CANCEL, TLS, GSS = 80877102, 80877103, 80877104

# What a cluster reports of itself. There is no standard_conforming_strings and no IntervalStyle.
REPORTED = {"server_version": "8.0.2", "server_encoding": "UNICODE", "client_encoding": "UTF8", "datestyle": "ISO, MDY",
            "integer_datetimes": "on", "TimeZone": "UTC", "padb_version": "1.0.63269", "max_varchar_size": "65535"}
VERSION = ("PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), "
           "Redshift 1.0.63269")

# What may be said when a connection is made; anything else ends it, as it does at a cluster.
STARTUP = frozenset("user database application_name client_encoding replication options".split())
SEARCH_PATH = re.compile(r"-c ?search_path=\w+")

# PostgreSQL is to be as old as Redshift where that can be had.
BACKEND_OPTIONS = ("-c standard_conforming_strings=off -c escape_string_warning=off -c datestyle=ISO,MDY "
                   f"-c search_path=\\\"\\$user\\\",public,{grammar.SCHEMA} -c client_min_messages=warning "
                   "-c timezone=UTC -c client_connection_check_interval=1s -c jit=off -c work_mem=32MB")

VARCHAR_OID = 1043

# By how much the numbers of queries in the STL views differ from those of the SYS views.
STL_NUMBERS = 5_000_000


@dataclasses.dataclass
class StatementFault:
    """What is to happen to the first statement that holds a text."""

    text: str
    sqlstate: str = "XX000"
    message: str = "1023"
    detail: str = ("Serializable isolation violation on table - 119371, transactions forming the cycle are: 1745830, 1745762 "
                   "(pid:15021)")
    cut: str = ""  # instead of an error, cuts the connection: "before" or "after" the statement
    times: int = 1
    skip: int = 0  # so many such statements pass first
    then: object = None  # called instead, and the statement passes


class RedshiftServer:
    """Runs while it is used as a context.

    `postgres`: port and socket folder of the server behind it. `certificate`: a file with key and certificate for TLS."""

    # Of all stand-ins together, so that what one says of a query cannot be taken for what another says.
    query_ids = itertools.count(1000)

    def __init__(self, postgres_port: int, socket_folder: pathlib.Path, superuser: str, cloud: copy_command.Cloud,
                 certificate: pathlib.Path | None, serverless: bool = False):
        self.postgres_port, self.socket_folder, self.superuser = postgres_port, socket_folder, superuser
        self.cloud = cloud
        self.serverless = serverless
        self.version = VERSION
        self.faults = copy_command.Faults()
        self.statement_faults: list[StatementFault] = []
        self.statements: list[str] = []  # all that came
        self.keeps_statements = False
        self.cancelled: set[int] = set()  # processes whose statements were to be cancelled
        self.is_down = False  # takes no new connection
        self._tls = None
        if certificate:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.load_cert_chain(certificate)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._sessions: set[Session] = set()
        self._lock = threading.Lock()

    def __enter__(self) -> RedshiftServer:
        self._accepting.start()
        return self

    def __exit__(self, *_exception) -> None:
        # Who waits for a connection does not notice that the socket is closed, and would take one from who is given its
        # number next.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listener.close()
        self.end_sessions()

    def end_sessions(self) -> None:
        with self._lock:
            sessions = list(self._sessions)
        for session in sessions:
            session.end()
        admin = self.admin("postgres")
        for session in sessions:
            admin.ask(f"SELECT pg_terminate_backend({session.process})")
        admin.stream.close()

    def admin(self, database: str) -> wire.Asker:
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(f"{self.socket_folder}/.s.PGSQL.{self.postgres_port}")
        stream = wire.Stream(connection)
        stream.send(wire.startup_message({"user": self.superuser, "database": database,
                                          "options": f"-c search_path={grammar.SCHEMA},pg_catalog -c timezone=UTC "
                                                     "-c datestyle=ISO"}))
        while stream.next()[0] != b"Z":
            pass
        return wire.Asker(stream)

    def fault_for(self, sql: str) -> StatementFault | None:
        with self._lock:
            for fault in self.statement_faults:
                if fault.text in sql:
                    if fault.skip > 0:
                        fault.skip -= 1
                        return None
                    fault.times -= 1
                    if fault.times == 0:
                        self.statement_faults.remove(fault)
                    return fault
        return None

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.is_down:
                client.close()
                continue
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        session = Session(self, client, self._tls)
        with self._lock:
            self._sessions.add(session)
        try:
            session.run()
        except wire.Gone:
            pass
        finally:
            session.end()
            with self._lock:
                self._sessions.discard(session)


class Session:
    def __init__(self, server: RedshiftServer, client: socket.socket, tls: ssl.SSLContext | None):
        self.server = server
        self.client = wire.Stream(client)
        self._tls = tls
        self.backend: wire.Asker | None = None
        self.admin: wire.Asker | None = None
        self.user = self.database = ""
        self.process = 0
        self.text_oid = 0
        self.copy_id, self.copy_count = -1, 0

    def end(self) -> None:
        self.client.close()
        for asker in (self.backend, self.admin):
            if asker:
                asker.stream.close()

    def run(self) -> None:
        parameters = self.start()
        if parameters is None or not self.log_in(parameters):
            return
        while True:
            kind, body = self.client.next()
            if kind == b"X":
                return
            if kind == b"Q":
                self.simple(body.rstrip(b"\0").decode())
            elif kind == b"P":
                self.extended(body)
            else:
                self.refuse(grammar.Refused(f"message {kind!r} is not expected", "08P01"))

    # Logging in.

    def start(self) -> dict[str, str] | None:
        while True:
            body = self.client.startup()
            (code,) = struct.unpack("!I", body[:4])
            if code == TLS and self._tls:
                self.client.send(b"S")
                try:
                    self.client = wire.Stream(self._tls.wrap_socket(self.client.connection, server_side=True))
                except OSError as error:
                    raise wire.Gone from error
            elif code in (TLS, GSS):
                self.client.send(b"N")
            elif code == CANCEL:
                self.cancel(body)
                return None
            else:
                words = body[4:].split(b"\0")
                return {words[index].decode(): words[index + 1].decode() for index in range(0, len(words) - 2, 2)}

    def cancel(self, body: bytes) -> None:
        self.server.cancelled.add(struct.unpack("!I", body[4:8])[0])
        connection = socket.create_connection(("127.0.0.1", self.server.postgres_port))
        connection.sendall(struct.pack("!I", len(body) + 4) + body)
        # Who asks waits until this end is closed, and takes the request for delivered then.
        while connection.recv(1024):
            pass
        connection.close()

    def fatal(self, sqlstate: str, text: str) -> bool:
        self.client.send(wire.report(b"E", "FATAL", sqlstate, text))
        return False

    def log_in(self, parameters: dict[str, str]) -> bool:
        self.user = parameters.get("user", "")
        self.database = parameters.get("database", self.user)
        unknown = set(parameters) - STARTUP
        if unknown:
            return self.fatal("42704", f'unrecognized configuration parameter "{sorted(unknown)[0]}"')
        if self._tls and not isinstance(self.client.connection, ssl.SSLSocket):
            return self.fatal("28000", f'no pg_hba.conf entry for host "127.0.0.1", user "{self.user}", database '
                                       f'"{self.database}", SSL off')
        options = parameters.get("options", "")
        if options and not SEARCH_PATH.fullmatch(options):
            return self.fatal("42704", f"the stand-in knows no other option than search_path: {options}")
        connection = socket.create_connection(("127.0.0.1", self.server.postgres_port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.backend = wire.Asker(wire.Stream(connection))
        self.backend.stream.send(wire.startup_message({
            "user": self.user, "database": self.database, "client_encoding": "UTF8", "options": BACKEND_OPTIONS + (f" {options},{grammar.SCHEMA}" if options else ""),
            "application_name": parameters.get("application_name", "")}))
        if not self.relay_login():
            return False
        self.admin = self.server.admin(self.database)
        self.admin.ask(f"SET redshift.user_name = '{self.user}'")
        superuser = self.admin.ask(f"SELECT rolsuper FROM pg_roles WHERE rolname = '{self.user}'")[0][0] == "t"
        self.admin.ask(f"SET redshift.superuser = '{'on' if superuser else 'off'}'")
        self.text_oid = int(self.admin.ask("SELECT 'redshift_catalog.varying'::regtype::oid")[0][0])
        reported = REPORTED | {"is_superuser": "on" if superuser else "off", "session_authorization": self.user}
        self.client.send(b"".join(wire.message(b"S", wire.text(key) + wire.text(value))
                                  for key, value in reported.items()) + self._login_end)
        return True

    def relay_login(self) -> bool:
        while True:
            kind, body = self.backend.stream.next()
            if kind == b"R":
                self.client.send(wire.message(kind, body))
                if struct.unpack("!I", body[:4])[0] not in (0, 12):
                    kind, body = self.client.next()
                    self.backend.stream.send(wire.message(kind, body))
            elif kind == b"K":
                self.process = struct.unpack("!I", body[:4])[0]
                self._login_end = wire.message(kind, body)
            elif kind == b"E":
                # https://github.com/aws/amazon-redshift-python-driver/issues/237 shows what a cluster says of a wrong
                # password; the SQLSTATE of PostgreSQL is younger than what Redshift was made from.
                self.client.send(wire.message(kind, body.replace(b"C28P01\0", b"C28000\0")))
                return False
            elif kind == b"Z":
                self._login_end += wire.message(kind, body)
                return True

    # Statements.

    def simple(self, sql: str) -> None:
        if not sql.strip():
            self.client.send(wire.message(b"I") + wire.message(b"Z", self.backend.status))
            return
        try:
            statement = self.admit(sql)
        except grammar.Refused as refused:
            self.refuse(refused)
            return
        fault = self.server.fault_for(sql)
        if fault and not self.befall(fault):
            return
        if statement.kind == "copy":
            self.copy(statement.copy)
            return
        asker = self.admin if statement.of_system else self.backend
        asker.stream.send(wire.message(b"Q", wire.text(self.filled_in(statement.sql))))
        answer = self.answer_of(asker, statement)
        if statement.fills and self.backend.status != b"E":
            self.backend.ask(f"ANALYZE {statement.fills}")
        if fault and fault.cut == "after":
            raise wire.Gone
        self.client.send(answer)

    def admit(self, sql: str) -> grammar.Statement:
        if self.server.keeps_statements:
            self.server.statements.append(sql)
        statement = grammar.parse(sql)
        if self.server.serverless and ("stv_" in sql or "stl_" in sql):
            # "STL, STV, SVL, SVCS: system monitoring (provisioned only)"
            raise grammar.Refused("permission denied for relation of a provisioned cluster", "42501")
        if statement.kind == "alter table" and statement.copy["primary"]:
            self.require_not_null(statement.copy)
        return statement

    def require_not_null(self, key: dict) -> None:
        # r_ALTER_TABLE: "You can't add a primary-key constraint to a nullable column."
        names = ", ".join(f"'{name}'" for name in key["columns"])
        nullable = self.backend.ask(f"SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('{key['table']}') "
                                    f"AND attname IN ({names}) AND NOT attnotnull")
        if nullable:
            raise grammar.Refused("ALTER TABLE ADD CONSTRAINT primary key on a nullable column is not supported", "0A000")

    def filled_in(self, sql: str) -> str:
        return sql.replace("{version}", f"'{self.server.version}'").replace("{pg_last_copy_id}", str(self.copy_id)).replace(
            "{pg_last_copy_count}", f"{self.copy_count}::bigint")

    def extended(self, parse: bytes) -> None:
        """One statement, from Parse to Sync."""
        name, sql, rest = parse.split(b"\0", 2)
        messages = []
        while True:
            kind, body = self.client.next()
            messages.append(wire.message(kind, body))
            if kind == b"S":
                break
        try:
            statement = self.admit(sql.decode())
            if statement.kind not in ("select", "explain", "show", "insert", "update", "delete"):
                raise grammar.Refused(f"{statement.kind} cannot be prepared")
        except grammar.Refused as refused:
            self.refuse(refused)
            return
        fault = self.server.fault_for(sql.decode())
        if fault and not self.befall(fault):
            return
        asker = self.admin if statement.of_system else self.backend
        text = self.filled_in(statement.sql)
        asker.stream.send(wire.message(b"P", name + b"\0" + wire.text(text) + rest) + b"".join(messages))
        self.client.send(self.answer_of(asker, statement))

    def answer_of(self, asker: wire.Asker, statement: grammar.Statement) -> bytes:
        parts = []
        size = 0
        while True:
            kind, body = asker.stream.next()
            if kind == b"Z":
                asker.status = body
                parts.append(wire.message(b"Z", self.backend.status))
                return b"".join(parts)
            if kind in (b"N", b"S", b"A"):
                continue
            if kind == b"E":
                body = self.translated(body)
            elif kind == b"T":
                body = body.replace(struct.pack("!I", self.text_oid), struct.pack("!I", VARCHAR_OID))
            elif kind == b"C" and statement.kind == "merge":
                body = wire.text("MERGE")
            parts.append(wire.message(kind, body))
            size += len(body)
            if size > 1 << 20:
                self.client.send(b"".join(parts))
                parts, size = [], 0

    @staticmethod
    def translated(body: bytes) -> bytes:
        fields = wire.fields_of(body)
        sqlstate, message = fields.get("C", ""), fields.get("M", "")
        if sqlstate == "23514":
            sqlstate, message = "22001", "Value too long for character type"
        elif sqlstate == "21000" and "MERGE" in message:
            sqlstate, message = "XX000", "Found multiple matches to update the same tuple."
        elif sqlstate == "40001":
            sqlstate, message = "XX000", "1023"
            detail = "Serializable isolation violation on table - 1, transactions forming the cycle are: 1, 2 (pid:1)"
            return wire.report(b"E", "ERROR", sqlstate, message, detail)[5:]
        return wire.report(b"E", fields.get("S", "ERROR"), sqlstate, message, fields.get("D", ""))[5:]

    def refuse(self, refused: grammar.Refused) -> None:
        self.fail(refused.sqlstate, str(refused))

    def fail(self, sqlstate: str, message: str, detail: str = "") -> None:
        """An error of the stand-in's own: a transaction that goes on has failed then."""
        try:
            self.backend.ask("SELECT 1 / 0")
        except wire.ServerError:
            pass
        self.client.send(wire.report(b"E", "ERROR", sqlstate, message, detail) +
                         wire.message(b"Z", self.backend.status))

    def befall(self, fault: StatementFault) -> bool:
        """False if there is nothing left to do with the statement."""
        if fault.then:
            fault.then()
            return True
        if fault.cut == "before":
            raise wire.Gone
        if fault.cut == "after":
            return True
        self.fail(fault.sqlstate, fault.message, fault.detail)
        return False

    def copy(self, options: dict) -> None:
        query_id = next(self.server.query_ids)
        copy = copy_command.Copy(options, self.server.cloud, self.server.faults, self.backend, self.admin, self.user,
                                 self.process, query_id, lambda: self.server.admin(self.database))
        try:
            told = copy.run()
        except copy_command.CopyFailed as failed:
            self.fail(failed.sqlstate, failed.message, failed.detail)
            return
        except wire.ServerError as error:
            self.fail(error.fields.get("C", "XX000"), error.fields.get("M", ""))
            return
        self.copy_id, self.copy_count = query_id + STL_NUMBERS, 0 if options["noload"] else len(copy.rows)
        self.client.send(b"".join(wire.report(b"N", "INFO", "00000", line) for line in told) +
                         wire.message(b"C", wire.text("COPY")) + wire.message(b"Z", self.backend.status))
