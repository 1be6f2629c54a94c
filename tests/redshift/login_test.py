"""Ways to the cluster: TLS, passwords, temporary credentials, and what doctor says of them."""

from __future__ import annotations

import json
import socket
import urllib.parse

import case
import postgres_server
import s3_server
import stand_in
from case import ROLE, RedshiftCase


class Login(RedshiftCase):
    def look(self, **environment: str):
        return self.sparkify("query", "SELECT 1 AS one", **environment)

    def test_by_a_url(self):
        (self.folder / "dwh.cfg").unlink()
        self.succeed(self.sparkify("query", "SELECT 1 AS one", "--warehouse", self.url()))

    def url(self, rest: str = "") -> str:
        password = urllib.parse.quote(postgres_server.PASSWORD)
        return f"redshift://{postgres_server.USER}:{password}@localhost:{self.cluster.port}/{self.database}{rest}"

    def test_is_never_without_encryption(self):
        with case.setting.stand_in(certificate=None) as plain:
            url = self.url().replace(str(self.cluster.port), str(plain.port))
            for sslmode in ("disable", "allow", "prefer"):
                outcome = self.sparkify("query", "SELECT 1 AS one", "--warehouse", f"{url}?sslmode={sslmode}")
                self.fail_with(outcome, 2, "a connection to Redshift has to be encrypted", f"sslmode={sslmode}")

    def test_without_a_look_at_the_certificate_leaves_doctor_in_doubt(self):
        self.put_data()
        del self.environment["PGSSLROOTCERT"]
        outcome = self.succeed(self.sparkify("doctor", "--warehouse", self.url("?sslmode=require")))
        self.assertIn("nobody checks that the certificate is the host's: leave sslmode=require out", outcome.stderr)

    def test_through_a_tunnel_checks_who_signed_the_certificate(self):
        url = self.url("?sslmode=verify-ca").replace("localhost", "127.0.0.1")
        self.succeed(self.sparkify("query", "SELECT 1 AS one", "--warehouse", url))

    def test_is_not_to_a_server_of_this_machine_because_nobody_names_one(self):
        self.configure(host="")
        self.fail_with(self.look(), 2, "nothing says where the cluster is", "[CLUSTER] HOST", "DWH_CLUSTER_IDENTIFIER")

    def test_is_not_to_a_database_or_as_a_user_that_nobody_names(self):
        file = self.folder / "dwh.cfg"
        whole = file.read_text()
        file.write_text(whole.replace(f"DB_NAME={self.database}", "DB_NAME="))
        self.fail_with(self.look(), 2, "nothing says which database is meant", "[CLUSTER] DB_NAME")
        file.write_text(whole.replace(f"DB_USER={postgres_server.USER}", "DB_USER="))
        self.fail_with(self.look(), 2, "nothing says who logs in", "[CLUSTER] DB_USER")

    def test_with_a_wrong_password(self):
        self.configure(password="wrong")
        self.fail_with(self.look(), 5, "the server does not take the password", "[CLUSTER] DB_PASSWORD")

    def test_to_a_database_that_does_not_exist(self):
        self.database = "nowhere"
        self.configure()
        self.fail_with(self.look(), 5, "there is no such database", "[CLUSTER] DB_NAME")

    def test_with_the_password_of_the_environment(self):
        self.configure(password="")
        self.succeed(self.look(PGPASSWORD=postgres_server.PASSWORD))

    def test_with_the_password_of_pgpass(self):
        self.configure(password="")
        file = self.folder / ".pgpass"
        file.write_text(f"localhost:*:*:*:{postgres_server.PASSWORD}\n")
        file.chmod(0o600)
        self.succeed(self.look())

    def test_to_an_unknown_host(self):
        self.configure(host="nowhere.invalid")
        self.fail_with(self.look(), 5, "there is no such host")

    def test_to_a_closed_port(self):
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        self.configure(port=port)
        self.fail_with(self.look(), 5, "nobody listens at this port")

    def test_to_a_server_without_tls(self):
        with case.setting.stand_in(certificate=None) as plain:
            self.configure(port=plain.port)
            self.fail_with(self.look(), 5, "the server does not encrypt, but it is asked to")

    def test_to_a_server_whose_certificate_nobody_trusts(self):
        del self.environment["PGSSLROOTCERT"]
        self.fail_with(self.look(), 5, "the server's certificate is not trusted", "PGSSLROOTCERT")

    def test_to_a_host_that_the_certificate_is_not_for(self):
        self.configure(host="127.0.0.1")
        self.fail_with(self.look(), 5, "the server's certificate is for another host")

    def test_to_a_server_that_is_no_redshift(self):
        self.cluster.version = "PostgreSQL 15.4 on x86_64-pc-linux-gnu"
        self.fail_with(self.look(), 2, "this server is no Redshift", "postgres://USER@HOST/DATABASE")

    def test_as_to_a_postgresql_says_what_it_is(self):
        outcome = self.sparkify("query", "SELECT 1 AS one", "--warehouse", self.url().replace("redshift:", "postgres:"))
        self.fail_with(outcome, 2, "this is Amazon Redshift, and no PostgreSQL", "write redshift://")


class TemporaryLogin(RedshiftCase):
    """A stand-in for Amazon Redshift's own service gives a login; botocore's is the other side of the parameters."""

    def setUp(self) -> None:
        super().setUp()
        self.answer = (200, login_xml(postgres_server.USER, postgres_server.PASSWORD))
        self.service = self.enterContext(stand_in.StandIn(lambda *_request: self.answer))
        self.environment["AWS_ENDPOINT_URL_REDSHIFT"] = self.service.url
        self.configure(user="", password="", more="[DWH]\nDWH_CLUSTER_IDENTIFIER=dwh-cluster\n")

    def test_is_asked_for_if_there_is_no_password(self):
        self.succeed(self.sparkify("query", "SELECT 1 AS one"))
        (request,) = self.service.requests
        self.assertEqual(request[3], {"Action": "GetClusterCredentialsWithIAM", "Version": "2012-12-01",
                                      "ClusterIdentifier": "dwh-cluster", "DurationSeconds": "3600", "DbName": self.database})
        self.assertIn("/us-east-1/redshift/aws4_request", request[2]["authorization"])

    def test_says_whom_it_logs_in_if_somebody_else_was_named(self):
        self.configure(user="awsuser", password="", more="[DWH]\nDWH_CLUSTER_IDENTIFIER=dwh-cluster\n")
        outcome = self.succeed(self.sparkify("query", "SELECT 1 AS one"))
        self.assertIn(f"there is no password for awsuser, so AWS's temporary one is used, which logs in as "
                      f"{postgres_server.USER}", outcome.stderr)

    def test_that_is_denied_is_no_fault_of_the_host(self):
        self.put_data()
        self.answer = (403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>")
        outcome = self.sparkify("doctor", "--output", "json")
        found = {it["subject"]: it["outcome"] for it in json.loads(outcome.stdout)}
        self.assertEqual(found["AWS password"], "failed", found)
        self.assertNotIn("host", found)

    def test_is_not_asked_for_if_there_is_one(self):
        self.configure(more="[DWH]\nDWH_CLUSTER_IDENTIFIER=dwh-cluster\n")
        self.succeed(self.sparkify("query", "SELECT 1 AS one"))
        self.assertEqual(self.service.requests, [])

    def test_that_is_denied_names_the_permission(self):
        self.answer = (403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error>"
                            "<RequestId>r1</RequestId></ErrorResponse>")
        self.fail_with(self.sparkify("query", "SELECT 1"), 5, "cannot get a temporary password for the cluster", "r1",
                       "allow redshift:GetClusterCredentialsWithIAM")

    def test_for_a_cluster_that_does_not_exist_says_so(self):
        self.answer = (404, "<ErrorResponse><Error><Code>ClusterNotFound</Code><Message>Cluster dwh-cluster not found."
                            "</Message></Error><RequestId>r2</RequestId></ErrorResponse>")
        self.fail_with(self.sparkify("query", "SELECT 1"), 5, "Cluster dwh-cluster not found", "DWH_CLUSTER_IDENTIFIER")


class Doctor(RedshiftCase):
    def test_finds_nothing_wrong(self):
        self.put_data()
        self.configure(more=f"[IAM_ROLE]\nARN={ROLE}\n")
        outcome = self.succeed(self.sparkify("doctor"))
        for words in ("TLSv1", "Redshift 1.0.63269, 2 slices", "may create tables in public and etl", "free",
                      f"s3://{s3_server.BUCKET}/staging, can be written to, in us-east-1",
                      f"{ROLE}: COPY reads manifest, JSONPaths and object", "0 of 7 tables"):
            self.assertIn(words, outcome.stdout)
        self.assertEqual(self.left_in_staging(), [])

    def test_tells_the_steps_that_went_well_before_the_one_that_failed(self):
        self.put_data()
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        plain = self.enterContext(case.setting.stand_in(certificate=None))
        for configuration, failed, went_well in (
                ({"host": "nowhere.invalid"}, "host", ()),
                ({"port": port}, "host", ()),
                ({"port": plain.port}, "encryption", ("host",)),
                ({"password": "wrong"}, "login", ("host", "encryption"))):
            with self.subTest(failed=failed, configuration=configuration):
                self.configure(**configuration)
                outcome = self.sparkify("doctor", "--output", "json")
                found = {it["subject"]: it["outcome"] for it in json.loads(outcome.stdout)}
                self.assertEqual(outcome.code, 5)
                self.assertEqual(found[failed], "failed", found)
                for step in went_well:
                    self.assertEqual(found[step], "ok", found)

    def test_sees_the_run_of_another_user(self):
        self.put_data()
        self.succeed(self.etl())
        self.sql("INSERT INTO etl.run_lock VALUES (1, '2020-01-01', 'somebody', 'sparkify: process 1')")
        server = case.setting.postgres
        server.sql("DROP ROLE IF EXISTS watcher", f"CREATE ROLE watcher LOGIN PASSWORD 'watcher'")
        self.sql("GRANT ALL ON SCHEMA public, etl TO watcher", "GRANT ALL ON ALL TABLES IN SCHEMA public, etl TO watcher",
                 f"GRANT CREATE ON DATABASE {self.database} TO watcher")
        self.configure(user="watcher", password="watcher")
        outcome = self.succeed(self.sparkify("doctor"))
        self.assertIn("held by sparkify: process 1, user somebody", outcome.stdout)
        self.assertIn("only its user and superusers can see", outcome.stderr)

    def test_says_that_the_role_is_not_attached(self):
        self.put_data()
        self.configure(more="[IAM_ROLE]\nARN=arn:aws:iam::123456789012:role/unknown\n")
        self.fail_with(self.sparkify("doctor"), 5, "the cluster may not take on the role", "attach the role to the cluster")
        self.assertEqual(self.left_in_staging(), [])

    def test_says_that_the_role_may_not_read_the_data(self):
        self.put_data()
        self.cloud.roles[ROLE] = (f"s3://{s3_server.BUCKET}/staging/", f"s3://{s3_server.BUCKET}/song_data/")
        self.configure(more=f"[IAM_ROLE]\nARN={ROLE}\n")
        outcome = self.fail_with(self.sparkify("doctor"), 5, "the cluster may not read an object", "log_data/a.json", ROLE)
        self.assertIn(f"the cluster reads s3://{s3_server.BUCKET}/song_data/a.json", outcome.stdout)

    def test_says_that_the_bucket_is_in_another_region(self):
        self.put_data()
        self.cloud.regions[s3_server.BUCKET] = "eu-central-1"
        self.fail_with(self.sparkify("doctor"), 5, "the bucket is in another region")

    def test_does_not_have_the_cluster_read_what_is_compacted(self):
        self.put_data()
        self.cloud.roles[ROLE] = (f"s3://{s3_server.BUCKET}/staging/",)
        self.configure(more=f"[IAM_ROLE]\nARN={ROLE}\n")
        outcome = self.succeed(self.sparkify("doctor", "--compact", "always"))
        self.assertIn(f"s3://{s3_server.BUCKET}/log_data/ is compacted, so the cluster need not read it", outcome.stdout)

    def test_is_in_doubt_of_a_role_that_only_compaction_does_without(self):
        self.put_data()
        self.cloud.roles[ROLE] = (f"s3://{s3_server.BUCKET}/staging/",)
        self.configure(more=f"[IAM_ROLE]\nARN={ROLE}\n")
        outcome = self.succeed(self.sparkify("doctor", "--compact-from", "1"))
        self.assertIn("the cluster may not read an object: what there is now is compacted", outcome.stderr)

    def test_says_what_the_user_may_not_do(self):
        self.put_data()
        server = case.setting.postgres
        server.sql("DROP ROLE IF EXISTS guest", "CREATE ROLE guest LOGIN PASSWORD 'guest'")
        self.configure(user="guest", password="guest")
        self.sql("REVOKE ALL ON SCHEMA public FROM PUBLIC", "GRANT USAGE ON SCHEMA public TO guest")
        self.fail_with(self.sparkify("doctor"), 5, "guest may not create tables in public",
                       'GRANT CREATE ON SCHEMA public TO "guest"')
        self.sql("GRANT CREATE ON SCHEMA public TO guest", f"REVOKE TEMPORARY ON DATABASE {self.database} FROM PUBLIC")
        self.fail_with(self.sparkify("doctor"), 5, "guest may not create the ledger, nor create temporary tables",
                       f'CREATE SCHEMA etl AUTHORIZATION "guest"; GRANT TEMPORARY ON DATABASE {self.database} TO "guest"')

    def test_asks_for_a_place_for_manifests(self):
        self.put_data()
        self.configure(staging="")
        self.fail_with(self.sparkify("doctor"), 2, "nothing says where manifests for COPY may be written")


class Settings(RedshiftCase):
    """Are looked at before anything connects: nobody listens where the cluster is said to be."""

    def setUp(self) -> None:
        super().setUp()
        with socket.create_server(("127.0.0.1", 0)) as closed:
            self.port = closed.getsockname()[1]

    def refuse(self, *words: str, **configuration: str) -> None:
        self.configure(port=self.port, **configuration)
        for arguments in (("etl",), ("etl", "--dry-run"), ("etl", "--full-refresh")):
            self.fail_with(self.sparkify(*arguments), 2, *words)

    def test_without_a_place_for_manifests(self):
        self.refuse("nothing says where manifests for COPY may be written", staging="")

    def test_with_a_place_for_manifests_that_is_not_in_s3(self):
        self.refuse("manifests for COPY can only be written to S3", "[S3] STAGING", staging="/tmp/staging")

    def test_with_a_place_for_manifests_among_the_data(self):
        for staging in ("log_data/staging", "log_data/", "song_data"):
            self.refuse("what is written for COPY would be loaded as data", staging=f"s3://{s3_server.BUCKET}/{staging}")

    def test_with_a_role_that_is_not_named_by_its_arn(self):
        for role in ("dwhRole", "arn:aws:iam::123456789012:user/me", f"{ROLE},other"):
            self.refuse("this is no ARN of a role", "[IAM_ROLE] ARN", more=f"[IAM_ROLE]\nARN={role}\n")


def login_xml(user: str, password: str) -> str:
    return (f'<GetClusterCredentialsWithIAMResponse xmlns="http://redshift.amazonaws.com/doc/2012-12-01/">'
            f"<GetClusterCredentialsWithIAMResult><DbUser>{user}</DbUser><DbPassword>{password}</DbPassword>"
            f"<Expiration>2030-01-01T00:00:00Z</Expiration></GetClusterCredentialsWithIAMResult>"
            f"</GetClusterCredentialsWithIAMResponse>")


del RedshiftCase
