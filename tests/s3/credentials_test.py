"""Where credentials come from, in which order, and that they are renewed. Every request that arrives was signed with them:
the proxy checks each signature."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import time

import case
import fault_proxy
import stand_in
from case import S3Case
from s3_server import KEY



class CredentialsCase(S3Case):
    """No credentials but those that a test gives."""

    def setUp(self) -> None:
        super().setUp()
        self.put_small_data()
        del self.environment["AWS_ACCESS_KEY_ID"], self.environment["AWS_SECRET_ACCESS_KEY"]
        # Keys that only the proxy knows: what is behind it is asked with the key that it knows.
        self.proxy.secrets.clear()
        self.proxy.server_key = KEY

    def write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return str(path)

    def assert_signed_with(self, key: str, secret: str, *arguments: str, token: str = "", **environment: str):
        """A run succeeds with signatures of this key, and no others."""
        self.proxy.reset()
        self.proxy.secrets = {key: secret}
        self.succeed(self.etl(*arguments, warehouse=f"{key}-{len(self.proxy.requests)}.duckdb", **environment))
        for request in self.proxy.requests:
            self.assertIn(f"Credential={key}/", request.headers["authorization"])
            self.assertEqual(request.headers.get("x-amz-security-token", ""), token)

    def credentials_finding(self, *arguments: str, **environment: str) -> str:
        outcome = self.sparkify("doctor", "--output", "json", "--log-data", "s3://sparkify/log_data/", "--song-data",
                                "s3://sparkify/song_data/", *arguments, **environment)
        return {it["subject"]: it["finding"] for it in json.loads(outcome.stdout)}["credentials"]


class Sources(CredentialsCase):
    def test_environment(self) -> None:
        keys = {"AWS_ACCESS_KEY_ID": "ENVKEY", "AWS_SECRET_ACCESS_KEY": "env/secret"}
        self.assert_signed_with("ENVKEY", "env/secret", **keys)
        self.assert_signed_with("ENVKEY", "env/secret", token="tok==", AWS_SESSION_TOKEN="tok==", **keys)

    def test_half_of_the_environment_is_an_error(self) -> None:
        self.fail_with(self.etl(AWS_ACCESS_KEY_ID="ENVKEY"), 2, "AWS_SECRET_ACCESS_KEY is not set")

    def test_dwh_cfg(self) -> None:
        self.write("dwh.cfg", "[AWS]\nKEY=CFGKEY\nSECRET='cfg/secret'\n")
        self.assert_signed_with("CFGKEY", "cfg/secret")

    def test_default_profile(self) -> None:
        self.write(".aws/credentials", "[default]\naws_access_key_id = PROFKEY\naws_secret_access_key = prof/secret\n")
        self.assert_signed_with("PROFKEY", "prof/secret")

    def test_named_profile(self) -> None:
        self.write(".aws/config", "[profile work]\naws_access_key_id = WORKKEY\naws_secret_access_key = work/secret\n"
                                  "region = eu-north-1\n")
        self.assert_signed_with("WORKKEY", "work/secret", AWS_PROFILE="work")
        self.assertIn("/eu-north-1/", self.proxy.requests[0].headers["authorization"])
        self.assert_signed_with("WORKKEY", "work/secret", "--profile", "work")

    def test_unknown_profile_suggests_the_nearest(self) -> None:
        self.write(".aws/config", "[profile work]\naws_access_key_id = WORKKEY\naws_secret_access_key = work/secret\n")
        self.fail_with(self.etl("--profile", "wrok"), 2, "profile wrok", "did you mean work?")

    def test_credential_process(self) -> None:
        program = self.write("give", "#!/bin/sh\ncat <<'END'\n" + stand_in.json_credentials("PROCKEY", "proc", "ptok") +
                             "\nEND\n")
        (self.folder / "give").chmod(stat.S_IRWXU)
        self.write(".aws/config", f"[default]\ncredential_process = {program}\n")
        self.assert_signed_with("PROCKEY", "proc", token="ptok")

    def test_credential_process_that_fails_says_so_and_not_what_it_wrote(self) -> None:
        self.write(".aws/config", "[default]\ncredential_process = echo planted-secret; exit 3\n")
        outcome = self.fail_with(self.etl(), 2, "credential_process", "it ended with status 3")
        self.assertNotIn("planted-secret", outcome.stdout + outcome.stderr)

    def test_credential_process_with_quoted_words(self) -> None:
        program = self.write("give it", "#!/bin/sh\n[ \"$2\" = 'two words' ] && cat <<'END'\n" +
                             stand_in.json_credentials("PROCKEY", "proc", "ptok") + "\nEND\n")
        (self.folder / "give it").chmod(stat.S_IRWXU)
        self.write(".aws/config", f'[default]\ncredential_process = "{program}" one "two words"\n')
        self.assert_signed_with("PROCKEY", "proc", token="ptok")

    def test_credential_process_is_ended_by_an_interrupt(self) -> None:
        self.write(".aws/config", "[default]\ncredential_process = sleep 60\n")
        process = subprocess.Popen(
            [str(case.setting.program), "etl", "--log-data", "s3://sparkify/log_data/", "--song-data",
             "s3://sparkify/song_data/"], cwd=self.folder, env=self.environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=10), 130)

    def test_sts_that_waits_is_ended_by_an_interrupt(self) -> None:
        sts = self.enterContext(stand_in.StandIn(lambda *_: (time.sleep(20) or 200, "")))
        self.write(".aws/config", "[default]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\n"
                                  "[profile base]\naws_access_key_id = B\naws_secret_access_key = b\n")
        process = subprocess.Popen(
            [str(case.setting.program), "etl", "--log-data", "s3://sparkify/log_data/", "--song-data",
             "s3://sparkify/song_data/"], cwd=self.folder,
            env=self.environment | {"AWS_ENDPOINT_URL_STS": sts.url}, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=10), 130)

    def test_role_assumed_from_another_profile(self) -> None:
        def respond(_method, _path, headers, form):
            if "Credential=BASEKEY/" not in headers.get("authorization", ""):
                return 403, "<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>"
            if (form["Action"], form["RoleArn"], form["ExternalId"]) != ("AssumeRole", "arn:aws:iam::1:role/r", "x1"):
                return 400, ""
            return 200, stand_in.sts_credentials("AssumeRole", "ROLEKEY", "role/secret")

        sts = self.enterContext(stand_in.StandIn(respond))
        self.write(".aws/config", "[profile r]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\n"
                                  "external_id = x1\n[profile base]\naws_access_key_id = BASEKEY\n"
                                  "aws_secret_access_key = base/secret\n")
        self.assert_signed_with("ROLEKEY", "role/secret", token="a-session-token", AWS_PROFILE="r",
                                AWS_ENDPOINT_URL_STS=sts.url)
        self.assertEqual(len(sts.requests), 1, "all requests share the credentials")

    def test_role_that_may_not_be_assumed(self) -> None:
        sts = self.enterContext(stand_in.StandIn(lambda *_: (
            403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not you</Message></Error></ErrorResponse>")))
        self.write(".aws/config", "[default]\nrole_arn = arn:aws:iam::1:role/r\ncredential_source = Environment\n")
        # The environment is asked first, so the profile has to be asked for.
        self.fail_with(self.etl("--profile", "default", AWS_ACCESS_KEY_ID="A", AWS_SECRET_ACCESS_KEY="b",
                                AWS_ENDPOINT_URL_STS=sts.url), 5, "arn:aws:iam::1:role/r", "not you", "sts:AssumeRole")

    def test_profiles_that_lead_in_a_circle(self) -> None:
        self.write(".aws/config", "[profile a]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = b\n"
                                  "[profile b]\nrole_arn = arn:aws:iam::1:role/b\nsource_profile = a\n")
        self.fail_with(self.etl("--profile", "a"), 2, "leads back to itself")

    def test_profile_of_identity_center_says_what_to_do(self) -> None:
        self.write(".aws/config", "[default]\nsso_session = corp\n")
        self.fail_with(self.etl(), 2, "export-credentials")

    def test_web_identity(self) -> None:
        def respond(_method, _path, headers, form):
            if "authorization" in headers or form["WebIdentityToken"] != "the-token":
                return 400, ""
            return 200, stand_in.sts_credentials("AssumeRoleWithWebIdentity", "WEBKEY", "web/secret")

        sts = self.enterContext(stand_in.StandIn(respond))
        token = self.write("token", "the-token\n")
        self.assert_signed_with("WEBKEY", "web/secret", token="a-session-token", AWS_ROLE_ARN="arn:aws:iam::1:role/w",
                                AWS_WEB_IDENTITY_TOKEN_FILE=token, AWS_ENDPOINT_URL_STS=sts.url)

    def test_container(self) -> None:
        def respond(_method, path, headers, _form):
            if path != "/creds?id=1" or headers.get("authorization") != "Bearer x":
                return 403, ""
            return 200, stand_in.json_credentials("CONTKEY", "cont/secret", "ctok")

        server = self.enterContext(stand_in.StandIn(respond))
        self.assert_signed_with("CONTKEY", "cont/secret", token="ctok",
                                AWS_CONTAINER_CREDENTIALS_FULL_URI=f"{server.url}/creds?id=1",
                                AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=self.write("auth", "Bearer x\n"))

    def test_container_elsewhere_is_not_asked_without_tls(self) -> None:
        for url in ("http://203.0.113.7/creds", "http://127.evil.invalid/", "http://127.0.0.1@evil.invalid/", "x"):
            self.fail_with(self.etl(AWS_CONTAINER_CREDENTIALS_FULL_URI=url), 2, "AWS_CONTAINER_CREDENTIALS_FULL_URI")

    def test_instance(self) -> None:
        roles = "/latest/meta-data/iam/security-credentials/"

        def respond(method, path, headers, _form):
            if (method, path) == ("PUT", "/latest/api/token"):
                return (200, "the-proof") if "x-aws-ec2-metadata-token-ttl-seconds" in headers else (400, "")
            if headers.get("x-aws-ec2-metadata-token") != "the-proof":
                return 401, ""
            if path == roles:
                return 200, "my-role"
            return (200, stand_in.json_credentials("INSTKEY", "inst", "itok")) if path == roles + "my-role" else (404, "")

        server = self.enterContext(stand_in.StandIn(respond))
        environment = {"AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.url}
        self.assert_signed_with("INSTKEY", "inst", token="itok", **environment)
        self.assertIn("the EC2 instance's role my-role", self.credentials_finding(**environment))

    def test_nobody_is_asked_as_the_public(self) -> None:
        self.succeed(self.etl())
        for request in self.proxy.requests:
            self.assertNotIn("authorization", request.headers)
        self.assertEqual(self.credentials_finding(), "none: S3 is asked as the public")

    def test_no_sign_request(self) -> None:
        self.succeed(self.etl("--no-sign-request", AWS_ACCESS_KEY_ID="A", AWS_SECRET_ACCESS_KEY="b"))
        for request in self.proxy.requests:
            self.assertNotIn("authorization", request.headers)


class Order(CredentialsCase):
    def setUp(self) -> None:
        super().setUp()
        self.write("dwh.cfg", "[AWS]\nKEY=CFGKEY\nSECRET=cfg\n")
        self.write(".aws/credentials", "[default]\naws_access_key_id = PROFKEY\naws_secret_access_key = prof\n")
        self.environment_keys = {"AWS_ACCESS_KEY_ID": "ENVKEY", "AWS_SECRET_ACCESS_KEY": "env"}

    def test_profile_of_a_flag_comes_first(self) -> None:
        self.assert_signed_with("PROFKEY", "prof", "--profile", "default", **self.environment_keys)

    def test_environment_comes_before_dwh_cfg(self) -> None:
        self.assert_signed_with("ENVKEY", "env", **self.environment_keys)

    def test_dwh_cfg_comes_before_the_profile(self) -> None:
        self.assert_signed_with("CFGKEY", "cfg")


class Renewal(CredentialsCase):
    def test_of_credentials_that_end_soon_is_not_asked_for_with_every_request(self) -> None:
        server = self.enterContext(stand_in.StandIn(
            lambda *_: (200, stand_in.json_credentials("KEY0", "secret", "t", expires_in=120))))
        self.proxy.secrets = {"KEY0": "secret"}
        self.succeed(self.etl(AWS_CONTAINER_CREDENTIALS_FULL_URI=f"{server.url}/"))
        self.assertEqual(len(server.requests), 1)

    def test_of_credentials_that_have_ended(self) -> None:
        given = iter(range(1000))

        def respond(*_arguments):
            return 200, stand_in.json_credentials(f"KEY{next(given)}", "secret", "t", expires_in=1)

        server = self.enterContext(stand_in.StandIn(respond))
        self.proxy.secrets = {f"KEY{index}": "secret" for index in range(1000)}
        self.proxy.add(fault_proxy.delay(1.5), lambda request: request.is_listing, times=1)
        self.succeed(self.etl(AWS_CONTAINER_CREDENTIALS_FULL_URI=f"{server.url}/"))
        self.assertGreater(len(server.requests), 1)

    def test_of_credentials_that_s3_says_have_ended(self) -> None:
        given = iter(range(1000))

        def respond(*_arguments):
            return 200, stand_in.json_credentials(f"KEY{next(given)}", "secret", "t")

        server = self.enterContext(stand_in.StandIn(respond))
        self.proxy.secrets = {"KEY0": "secret", "KEY1": "secret"}
        self.proxy.add(fault_proxy.refuse(400, "ExpiredToken"),
                       lambda request: "Credential=KEY0/" in request.headers["authorization"] and
                       not request.is_listing)
        self.succeed(self.etl(AWS_CONTAINER_CREDENTIALS_FULL_URI=f"{server.url}/"))
        self.assertEqual(len(server.requests), 2)


    def test_of_credentials_that_end_before_a_large_object_is_asked_for_its_checksum(self) -> None:
        """The answer to a HEAD cannot say that they have ended."""
        self.server.put("log_data/a.json", json.dumps(case.EVENTS[0]).encode() + b" " * 9_000_000)
        given = iter(range(1000))
        server = self.enterContext(stand_in.StandIn(
            lambda *_: (200, stand_in.json_credentials(f"KEY{next(given)}", "secret", "t"))))
        self.proxy.secrets = {"KEY0": "secret", "KEY1": "secret"}
        self.proxy.add(fault_proxy.answer(400), lambda request: request.method == "HEAD" and
                       "Credential=KEY0/" in request.headers["authorization"])
        self.succeed(self.etl(AWS_CONTAINER_CREDENTIALS_FULL_URI=f"{server.url}/"))
        heads = [request for request in self.proxy.requests if request.method == "HEAD"]
        self.assertEqual(len(heads), 2)


class Secrets(CredentialsCase):
    """Planted secrets show in no output of any command, however much it is asked to say."""

    def test_of_services_show_nowhere(self) -> None:
        def respond(_method, path, _headers, form):
            if "Action" in form:
                return 200, stand_in.sts_credentials(form["Action"], "ROLEKEY", "planted-role-secret", "planted-role-token")
            return 200, stand_in.json_credentials("CONTKEY", "planted-cont-secret", "planted-cont-token")

        services = self.enterContext(stand_in.StandIn(respond))
        token = self.write("token", "planted-web-token")
        self.write(".aws/config", "[profile role]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = base\n[profile base]\n"
                                  "aws_access_key_id = B\naws_secret_access_key = planted-base-secret\n"
                                  "[profile web]\nrole_arn = arn:aws:iam::1:role/w\nweb_identity_token_file = " + token)
        sources = [{"AWS_PROFILE": "role"}, {"AWS_PROFILE": "web"},
                   {"AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{services.url}/c?secret=planted-url-secret",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": "planted-auth-token"}]
        self.proxy.secrets = {"ROLEKEY": "planted-role-secret", "CONTKEY": "planted-cont-secret"}
        for fault in (None, fault_proxy.refuse(403, "AccessDenied"), fault_proxy.refuse(400, "ExpiredToken")):
            self.proxy.rules.clear()
            if fault:
                self.proxy.add(fault)
            for source in sources:
                for command in (["doctor"], ["etl", "--dry-run"]):
                    outcome = self.sparkify(*command, "--log-data", "s3://sparkify/log_data/", "--song-data",
                                            "s3://sparkify/song_data/", "--log-level", "trace",
                                            AWS_ENDPOINT_URL_STS=services.url, **source)
                    self.assertEqual(outcome.code == 0, fault is None, outcome.stderr)
                    self.assertNotIn("planted-", outcome.stdout + outcome.stderr)

    SECRETS = ("planted-env-secret", "planted-env-token", "planted-cfg-secret", "planted-profile-secret",
               "planted-db-password")

    def test_show_nowhere(self) -> None:
        if case.setting.quick:
            self.skipTest("what is printed does not depend on the build")
        self.write("dwh.cfg", "[AWS]\nKEY=CFGKEY\nSECRET=planted-cfg-secret\n[CLUSTER]\nDB_PASSWORD=planted-db-password\n")
        self.write(".aws/credentials", "[default]\naws_access_key_id = P\naws_secret_access_key = planted-profile-secret\n")
        keys = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": "planted-env-secret",
                "AWS_SESSION_TOKEN": "planted-env-token"}
        self.proxy.secrets = {KEY: "planted-env-secret"}
        places = ["--log-data", "s3://sparkify/log_data/", "--song-data", "s3://sparkify/song_data/", "--warehouse",
                  "duckdb:w.duckdb", "--log-level", "trace"]
        commands = [["doctor"], ["create-tables", "--yes"], ["etl", "--explain"], ["etl", "--dry-run"], ["check"],
                    ["analytics"], ["rejects"], ["rejects", "list"], ["history"], ["history", "1"],
                    ["query", "SELECT 1"], ["init"], ["help"], ["completions", "bash"], ["--version"],
                    ["rejects", "export", "x.jsonl"], ["rejects", "replay", "s3://sparkify/none"],
                    ["generate", "generated", "--events", "10"], ["nonsense"]]
        faults = [None, fault_proxy.refuse(403, "AccessDenied"), fault_proxy.refuse(400, "ExpiredToken"),
                  fault_proxy.refuse(403, "SignatureDoesNotMatch"), fault_proxy.answer(200, b"<html>")]
        for fault in faults:
            self.proxy.reset()
            if fault:
                self.proxy.add(fault)
            for command in commands:
                for form in ([], ["--output", "json", "--progress", "json", "--log-format", "json"]):
                    for options in ([], ["--profile", "default"]):
                        outcome = self.sparkify(*command, *places, *form, *options, AWS_MAX_ATTEMPTS="1", **keys)
                        for secret in self.SECRETS:
                            self.assertNotIn(secret, outcome.stdout + outcome.stderr, command)
        for secret in self.SECRETS:
            self.assertNotIn(secret.encode(), (self.folder / "w.duckdb").read_bytes())


class Signatures(S3Case):
    def test_of_awkward_keys_are_those_of_botocore(self) -> None:
        """The proxy refuses what botocore would have signed otherwise."""
        for name in ["a b", "a+b", "a%20b", "a=b&c", "ü/日本", "~", "(x)", "*'!", "@:,;$"]:
            self.server.put(f"log_data/{name}", b'{"ts": 1541105830796}')
            listed = self.sparkify("etl", "--dry-run", "--warehouse", "duckdb:s3.duckdb", "--song-data",
                                   "s3://sparkify/none/", "--log-data", f"s3://sparkify/log_data/{name}")
            self.succeed(listed)
        self.succeed(self.etl("--region", "ap-southeast-2"))
        self.assertEqual(self.rows("SELECT COUNT(*) FROM staging_events"), [["9"]])
