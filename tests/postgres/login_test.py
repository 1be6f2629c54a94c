"""How the program finds and reaches a PostgreSQL server, and what it says when it does not."""

from __future__ import annotations

import socket
import subprocess

import case
import postgres_server


class Login(case.PostgresCase):
    def look(self, url: str, **environment: str) -> case.Outcome:
        return self.sparkify("query", "SELECT 1 AS one", "--format", "csv", url=url, **environment)

    def test_takes_the_password_of_the_url(self) -> None:
        self.assertEqual(self.succeed(self.look(self.url)).stdout, "one\n1\n")

    def test_takes_the_password_of_the_environment(self) -> None:
        url = self.server.url_of(self.database, password=None)
        self.succeed(self.look(url, PGPASSWORD=postgres_server.PASSWORD))

    def test_takes_the_password_of_the_password_file(self) -> None:
        passwords = self.folder / ".pgpass"
        passwords.write_text(f"127.0.0.1:{self.server.port}:*:{postgres_server.USER}:{postgres_server.PASSWORD}\n")
        passwords.chmod(0o600)
        url = self.server.url_of(self.database, password=None)
        self.succeed(self.look(url, PGPASSFILE=str(passwords)))

    def test_takes_the_server_of_dwh_cfg(self) -> None:
        (self.folder / "dwh.cfg").write_text(
            f"[WAREHOUSE]\nURL = postgres\n[CLUSTER]\nHOST = 127.0.0.1\nDB_NAME = {self.database}\n"
            f"DB_USER = {postgres_server.USER}\nDB_PASSWORD = {postgres_server.PASSWORD}\n"
            f"DB_PORT = {self.server.port}\n")
        process = subprocess.run([str(case.setting.program), "query", "SELECT current_database()", "--format", "csv"],
                                 cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False)
        self.assertEqual(process.stdout.splitlines()[1:], [self.database], process.stderr)

    def test_refuses_a_wrong_password(self) -> None:
        url = self.server.url_of(self.database, password="wrong-secret")
        outcome = self.fail_with(self.look(url), 5, "the server does not take the password", "PGPASSWORD",
                                 f"postgres://{postgres_server.USER}@127.0.0.1:{self.server.port}/{self.database}")
        self.assertNotIn("wrong-secret", outcome.stderr)

    def test_says_that_a_password_is_missing(self) -> None:
        url = self.server.url_of(self.database, password=None)
        self.fail_with(self.look(url), 5, "the server asks for a password, and there is none")

    def test_does_not_show_a_url_that_it_cannot_read(self) -> None:
        for place in ("[::1/db", "host/db?nonsense=1", "host:port:x/db", "host/db?sslmode=sometimes",
                      "x@host/db", "x/secret@host/db"):
            outcome = self.fail_with(self.look("postgres://me:top-secret@" + place), 2, "the warehouse URL")
            self.assertNotIn("top-secret", outcome.stderr)

    def test_refuses_a_database_in_another_encoding(self) -> None:
        self.server.sql("DROP DATABASE IF EXISTS ascii",
                        "CREATE DATABASE ascii ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0")
        self.fail_with(self.look(self.server.url_of("ascii")), 2, "does not keep texts as UTF-8", "SQL_ASCII")

    def test_refuses_a_search_path_without_a_schema(self) -> None:
        self.fail_with(self.look(self.server.url_of(self.database, options="-csearch_path%3Dnowhere")), 2,
                       "no schema of search_path exists")

    def test_knows_a_host_that_does_not_exist(self) -> None:
        self.fail_with(self.look("postgres://me@nowhere.invalid/db"), 5, "there is no such host")

    def test_knows_a_closed_port(self) -> None:
        port = postgres_server.free_port()
        self.fail_with(self.look(f"postgres://me@127.0.0.1:{port}/db"), 5, "nobody listens at this port")

    def test_knows_a_server_that_does_not_answer(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            port = silent.getsockname()[1]
            self.fail_with(self.look(f"postgres://me@127.0.0.1:{port}/db?connect_timeout=1"), 5,
                           "the server does not answer", "within 1 seconds")

    def test_knows_a_database_that_does_not_exist(self) -> None:
        self.fail_with(self.look(self.server.url_of("nowhere")), 5, "there is no such database")

    def test_knows_a_user_who_does_not_exist(self) -> None:
        self.fail_with(self.look(self.server.url_of(self.database, user="nobody")), 5,
                       "the server does not take the password")

    def test_says_which_server_speaks_no_postgres(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            process = self.start("check", url=f"postgres://me@127.0.0.1:{port}/db")
            connection, _ = other.accept()
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.close()
            self.fail_with(self.finish(process), 5, f"postgres://me@127.0.0.1:{port}/db")


class Encryption(case.PostgresCase):
    """A server of its own with a certificate for `localhost`, signed by an authority of its own."""

    def setUp(self) -> None:
        super().setUp()
        self.authority = self.folder / "authority.pem"
        self._openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "authority.key", "-out",
                      "authority.pem", "-subj", "/CN=test authority", "-days", "2")
        self._openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj",
                      "/CN=localhost")
        (self.folder / "extensions").write_text("subjectAltName=DNS:localhost\n")
        self._openssl("x509", "-req", "-in", "server.csr", "-CA", "authority.pem", "-CAkey", "authority.key",
                      "-CAcreateserial", "-out", "server.pem", "-days", "2", "-extfile", "extensions")

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)

    def serve(self) -> postgres_server.PostgresServer:
        server = self.enterContext(postgres_server.PostgresServer())
        server.stop()
        for name in ("server.key", "server.pem"):
            server.adopt(self.folder / name)
        server.settings["ssl"] = "on"
        server.settings["ssl_cert_file"] = str(server.folder / "server.pem")
        server.settings["ssl_key_file"] = str(server.folder / "server.key")
        server.start()
        return server

    def look(self, server: postgres_server.PostgresServer, **parameters: str) -> case.Outcome:
        return self.sparkify("doctor", "--log-data", ".", "--song-data", ".",
                             url=server.url_of("postgres", **parameters))

    def test_is_verified_down_to_the_name_of_the_host(self) -> None:
        server = self.serve()
        trust = {"sslmode": "verify-full", "sslrootcert": str(self.authority)}
        self.assertIn("TLSv1.3", self.succeed(self.look(server, host="localhost", **trust)).stdout)
        self.fail_with(self.look(server, **trust), 5, "the server's certificate is for another host")
        self._openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "other.key", "-out", "other.pem",
                      "-subj", "/CN=another authority", "-days", "2")
        trust["sslrootcert"] = str(self.folder / "other.pem")
        self.fail_with(self.look(server, host="localhost", **trust), 5, "the server's certificate is not trusted")
        trust["sslrootcert"] = str(self.folder / "absent.pem")
        self.fail_with(self.look(server, host="localhost", **trust), 2, "nothing to check the server's certificate")

    def test_is_asked_for_in_vain_of_a_server_without_it(self) -> None:
        self.fail_with(self.look(case.setting.server, sslmode="require"), 5, "the server does not encrypt")
