"""What networks and services do to requests: each fault by itself, and a run with many of them."""

from __future__ import annotations

import asyncio
import datetime
import json
import signal
import subprocess
import time
import zlib
import base64
import struct

import case
import fault_proxy
from case import EVENTS, S3Case
from fault_proxy import answer, change, cut_body, delay, error_xml, hang_up, refuse


def is_get(request) -> bool:
    return not request.is_listing and request.method == "GET"


def of_logs(request) -> bool:
    return is_get(request) and request.path.startswith("/sparkify/log_data/")


class Refusals(S3Case):
    """What will not pass: one clear error with exit code 5, and no warehouse."""

    def setUp(self) -> None:
        super().setUp()
        self.put_small_data()

    def assert_nothing_was_made(self) -> None:
        self.assertFalse((self.folder / "s3.duckdb").exists())

    def test_no_such_bucket(self) -> None:
        self.fail_with(self.etl(logs="s3://nosuchbucket/log_data"), 5, "cannot list the bucket",
                       "s3://nosuchbucket/log_data", "NoSuchBucket", "check its name")
        self.assert_nothing_was_made()

    def test_no_such_key_any_more(self) -> None:
        self.proxy.add(refuse(404, "NoSuchKey"), of_logs)
        self.fail_with(self.etl(), 5, "cannot read the object", "s3://sparkify/log_data/a.json", "NoSuchKey",
                       "deleted meanwhile")

    def test_listing_denied_names_the_permission(self) -> None:
        self.proxy.add(refuse(403, "AccessDenied"), lambda request: request.is_listing)
        self.fail_with(self.etl(), 5, "AccessDenied", "allow s3:ListBucket on arn:aws:s3:::sparkify for",
                       "the environment (AWS_ACCESS_KEY_ID)", "request TEST0001")
        self.assert_nothing_was_made()

    def test_reading_denied_names_the_permission(self) -> None:
        self.proxy.add(refuse(403, "AccessDenied"), of_logs)
        self.fail_with(self.etl(), 5, "allow s3:GetObject on arn:aws:s3:::sparkify/log_data/a.json")

    def test_doctor_sees_that_objects_may_be_listed_but_not_read(self) -> None:
        self.proxy.add(refuse(403, "AccessDenied"), of_logs)
        outcome = self.sparkify("doctor", "--log-data", "s3://sparkify/log_data/", "--song-data",
                                "s3://sparkify/song_data/")
        self.fail_with(outcome, 5, "allow s3:GetObject on arn:aws:s3:::sparkify/log_data/a.json")
        self.assertRegex(outcome.stdout, r"ok +songs +1 object in s3://sparkify/song_data/, 198 B")

    def test_denied_to_the_public_lists_what_was_tried(self) -> None:
        self.proxy.add(refuse(403, "AccessDenied"))
        del self.environment["AWS_ACCESS_KEY_ID"], self.environment["AWS_SECRET_ACCESS_KEY"]
        self.fail_with(self.etl(), 5, "there are no credentials", "AWS_ACCESS_KEY_ID is not set",
                       "dwh.cfg has no [AWS] KEY", "there is no profile default",
                       "AWS_WEB_IDENTITY_TOKEN_FILE is not set", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI is not set",
                       "AWS_EC2_METADATA_DISABLED")

    def test_wrong_secret(self) -> None:
        self.fail_with(self.etl(AWS_SECRET_ACCESS_KEY="wrong"), 5, "SignatureDoesNotMatch",
                       "the credentials of the environment (AWS_ACCESS_KEY_ID) are not accepted")

    def test_unknown_key(self) -> None:
        self.proxy.secrets["NOBODY"] = "secret"
        self.fail_with(self.etl(AWS_ACCESS_KEY_ID="NOBODY", AWS_SECRET_ACCESS_KEY="secret"), 5, "InvalidAccessKeyId",
                       "not accepted")

    def test_expired_token(self) -> None:
        self.proxy.add(refuse(400, "ExpiredToken"))
        self.fail_with(self.etl(), 5, "ExpiredToken", "have ended: get new ones")

    def test_clock_skew_says_by_how_much(self) -> None:
        theirs = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(minutes=17)
        date = theirs.strftime("%a, %d %b %Y %H:%M:%S GMT")
        self.proxy.add(refuse(403, "RequestTimeTooSkewed", [("Date", date)]))
        self.fail_with(self.etl(), 5, "the clock of this machine is 17 minutes ahead of that of S3")

    def test_clock_behind_says_so(self) -> None:
        theirs = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=3)
        date = theirs.strftime("%a, %d %b %Y %H:%M:%S GMT")
        self.proxy.add(refuse(403, "RequestTimeTooSkewed", [("Date", date)]))
        self.fail_with(self.etl(), 5, "is 3 hours behind that of S3")

    def test_archived_object(self) -> None:
        self.proxy.add(refuse(403, "InvalidObjectState"), of_logs)
        self.fail_with(self.etl(), 5, "archived")

    def test_certificate_of_nobody(self) -> None:
        with fault_proxy.FaultProxy(self.server.port, self.certificate()) as proxy:
            self.fail_with(self.etl(AWS_ENDPOINT_URL_S3=proxy.url), 5, "does not prove who it is", "AWS_CA_BUNDLE")

    def test_certificate_of_an_authority_that_is_named(self) -> None:
        certificate = self.certificate()
        with fault_proxy.FaultProxy(self.server.port, certificate) as proxy:
            proxy.secrets = self.proxy.secrets
            self.succeed(self.etl(AWS_ENDPOINT_URL_S3=proxy.url, AWS_CA_BUNDLE=certificate[0]))

    def certificate(self) -> tuple[str, str]:
        files = str(self.folder / "certificate.pem"), str(self.folder / "key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-out", files[0], "-keyout", files[1]], check=True, capture_output=True)
        return files

    def test_name_that_means_no_address(self) -> None:
        self.fail_with(self.etl(AWS_ENDPOINT_URL_S3="http://nowhere.invalid", AWS_MAX_ATTEMPTS="2"), 5,
                       "nowhere.invalid", "--endpoint-url")

    def test_nobody_at_the_port(self) -> None:
        self.fail_with(self.etl(AWS_ENDPOINT_URL_S3="http://127.0.0.1:1", AWS_MAX_ATTEMPTS="2"), 5, "127.0.0.1:1")

    def test_listing_that_does_not_say_how_to_go_on(self) -> None:
        self.proxy.add(answer(200, b"<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>"))
        self.fail_with(self.etl(), 5, "does not say how to go on")

    def test_listing_that_goes_round_in_a_circle(self) -> None:
        self.proxy.add(answer(200, b"<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>x"
                                   b"</NextContinuationToken></ListBucketResult>"))
        self.fail_with(self.etl(), 5, "again and again")

    def test_permission_that_the_answer_names(self) -> None:
        message = "User: x is not authorized to perform: kms:Decrypt on resource: y"
        self.proxy.add(answer(403, error_xml("AccessDenied", message)), of_logs)
        self.fail_with(self.etl(), 5, "allow kms:Decrypt for")

    def test_endpoint_with_a_password_is_refused_unseen(self) -> None:
        outcome = self.fail_with(self.etl("--endpoint-url", "http://user:planted@127.0.0.1:1"), 2, "--endpoint-url")
        self.assertNotIn("planted", outcome.stderr)

    def test_endpoint_without_tls_that_is_asked_with_it(self) -> None:
        url = f"https://127.0.0.1:{self.server.port}"
        self.fail_with(self.etl(AWS_ENDPOINT_URL_S3=url, AWS_MAX_ATTEMPTS="1"), 5, "does not speak TLS")

    def test_wrong_settings_of_s3_do_not_matter_without_s3(self) -> None:
        (self.folder / "none").mkdir()
        self.succeed(self.etl(logs="none", songs="none", AWS_ENDPOINT_URL_S3="nonsense", AWS_MAX_ATTEMPTS="x"))

    def test_something_else_than_s3(self) -> None:
        self.proxy.add(answer(200, b"<html>hello</html>"))
        self.fail_with(self.etl(), 5, "is no S3", "--endpoint-url")


class WrongRegion(S3Case):
    def setUp(self) -> None:
        super().setUp()
        self.put_small_data()

    def assert_follows(self, status: int, code: str, headers, **more: str) -> None:
        self.proxy.add(refuse(status, code, headers, **more),
                       lambda request: "/eu-west-3/" not in request.headers["authorization"])
        # The server itself does not look at the region that a request was signed for.
        self.succeed(self.etl())
        wrong = [it for it in self.proxy.requests if "/eu-west-3/" not in it.headers["authorization"]]
        self.assertEqual(len(wrong), 1, "the region is learned once")

    def test_is_learned_from_a_redirect(self) -> None:
        self.assert_follows(301, "PermanentRedirect", [("x-amz-bucket-region", "eu-west-3")])

    def test_is_learned_from_the_error(self) -> None:
        self.assert_follows(400, "AuthorizationHeaderMalformed", [], Region="eu-west-3")

    def test_is_learned_once_by_many_requests_in_flight(self) -> None:
        for index in range(40):
            self.server.put(f"log_data/{index}.json", json.dumps(EVENTS[1]).encode())
        self.proxy.add(refuse(400, "AuthorizationHeaderMalformed", Region="eu-west-3"),
                       lambda request: not request.is_listing and "/eu-west-3/" not in request.headers["authorization"])
        self.succeed(self.etl())
        self.assertEqual(self.rows("SELECT COUNT(*) FROM staging_events"), [["42"]])

    def test_that_changes_again_and_again_is_not_followed_for_ever(self) -> None:
        count = iter(range(1000))

        async def act(_request, _forward):
            return fault_proxy.Response(301, [], error_xml("PermanentRedirect", Region=f"region-{next(count)}"))

        self.proxy.add(act)
        self.fail_with(self.etl(), 5, "the bucket is in another region")


class PassingFaults(S3Case):
    """What passes: the run succeeds as if nothing had been."""

    def setUp(self) -> None:
        super().setUp()
        self.put_small_data()

    def assert_loads_all(self, requests: int | None = None, **environment: str) -> None:
        self.succeed(self.etl(**environment))
        self.assertEqual(self.rows("SELECT user_id, song_id FROM songplays"), [["7", "SO1"]])
        if requests is not None:
            self.assertEqual(sum(of_logs(request) for request in self.proxy.requests), requests)

    def test_500(self) -> None:
        self.proxy.add(refuse(500, "InternalError"), times=3)
        self.assert_loads_all()

    def test_500_of_an_object(self) -> None:
        self.proxy.add(refuse(500, "InternalError"), of_logs, times=3)
        self.assert_loads_all(requests=4)

    def test_503_slow_down(self) -> None:
        self.proxy.add(refuse(503, "SlowDown"), of_logs, times=6)
        self.assert_loads_all(requests=7)

    def test_no_answer_at_all(self) -> None:
        self.proxy.add(hang_up(), of_logs, times=2)
        self.assert_loads_all()

    def test_connection_that_is_reset_in_the_middle(self) -> None:
        self.proxy.add(cut_body(100, reset=True), of_logs, times=1)
        self.assert_loads_all(requests=2)

    def test_broken_body_is_resumed_from_the_byte_where_it_broke(self) -> None:
        self.proxy.add(cut_body(100, reset=False), of_logs, times=1)
        self.assert_loads_all(requests=2)
        second = [request for request in self.proxy.requests if of_logs(request)][1]
        size = len(b"\n".join(json.dumps(event).encode() for event in EVENTS))
        self.assertEqual(second.headers["range"], f"bytes=100-{size - 1}")
        self.assertIn("if-match", second.headers)

    def test_body_that_is_broken_at_every_byte_but_goes_on(self) -> None:
        self.proxy.add(cut_body(40, reset=False), of_logs)
        self.assert_loads_all()

    def test_body_that_is_shorter_than_it_says(self) -> None:
        def shorten(response):
            response.set_header("Content-Length", str(len(response.body)))
            response.send_bytes = len(response.body) - 7

        self.proxy.add(change(shorten), of_logs, times=1)
        self.assert_loads_all(requests=2)

    def test_wrong_checksum_once(self) -> None:
        self.proxy.add(change(lambda response: response.set_header("x-amz-checksum-crc32", "AAAAAA==")), of_logs,
                       times=1)
        self.assert_loads_all(requests=2)

    def test_wrong_byte_before_a_body_broke(self) -> None:
        """What came before and after belong to one checksum."""
        def state(response):
            checksum = struct.pack(">I", zlib.crc32(response.body))
            response.set_header("x-amz-checksum-crc32", base64.b64encode(checksum).decode())

        def corrupt(response):
            state(response)
            response.body = response.body.replace(b'"userId": "7"', b'"userId": "8"', 1)
            response.send_bytes = 400
            response.reset = False

        self.proxy.add(change(corrupt), of_logs, times=1)
        self.proxy.add(change(state), lambda request: of_logs(request) and "range" not in request.headers)
        self.assert_loads_all()

    def test_handshake_that_is_reset(self) -> None:
        connections = []

        async def refuse_connection(_reader, writer):
            connections.append(1)
            writer.transport.abort()

        loop = self.proxy._loop
        server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(refuse_connection, "127.0.0.1", 0), loop).result()
        port = server.sockets[0].getsockname()[1]
        self.fail_with(self.etl(AWS_ENDPOINT_URL_S3=f"https://127.0.0.1:{port}", AWS_MAX_ATTEMPTS="3"), 5,
                       "after 3 attempts")
        self.assertEqual(len(connections), 3)
        loop.call_soon_threadsafe(server.close)

    def test_right_checksum(self) -> None:
        def state(response):
            checksum = struct.pack(">I", zlib.crc32(response.body))
            response.set_header("x-amz-checksum-crc32", base64.b64encode(checksum).decode())

        self.proxy.add(change(state), of_logs)
        self.assert_loads_all(requests=1)

    def test_answer_that_takes_its_time(self) -> None:
        self.proxy.add(delay(3), of_logs, times=1)
        self.assert_loads_all()


class Progress(S3Case):
    def test_shows_objects_bytes_and_retries(self) -> None:
        self.put_small_data()
        self.proxy.add(refuse(500, "InternalError"), of_logs, times=2)
        outcome = self.succeed(self.etl("--progress", "json"))
        steps = {it["progress"]["step"]: it["progress"] for it in map(json.loads, outcome.stderr.splitlines())
                 if it["progress"]["finished"]}
        step = steps["load staging_events"]
        self.assertEqual((step["objects_done"], step["objects_total"], step["retries"]), (1, 1, 2))
        self.assertEqual(step["bytes_done"], step["bytes_total"])

    def test_of_a_listing_shows_retries(self) -> None:
        self.put_small_data()
        self.proxy.add(refuse(500, "InternalError"), lambda request: request.is_listing, times=1)
        outcome = self.succeed(self.etl("--progress", "json", "--log-level", "debug", "--log-format", "json"))
        listing = next(it["progress"] for it in map(json.loads, outcome.stderr.splitlines())
                       if "progress" in it and it["progress"]["step"] == "list objects" and it["progress"]["finished"])
        self.assertEqual(listing["retries"], 1)
        self.assertIn("InternalError", outcome.stderr)
        self.assertIn("again in", outcome.stderr)


class LastingFaults(S3Case):
    """What does not pass in the end: one clear error, and the warehouse is as it was."""

    def setUp(self) -> None:
        super().setUp()
        self.put_small_data()
        self.succeed(self.etl())
        self.server.put("log_data/b.json", json.dumps(EVENTS[0] | {"ts": 1541105999000}).encode())
        self.proxy.reset()

    def assert_fails(self, code: int, *words: str, **environment: str) -> None:
        self.fail_with(self.etl(**environment), code, *words)
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["1"]])
        self.assertEqual(self.rows("SELECT status FROM etl.runs ORDER BY run_id"), [["done"], ["failed"]])

    def test_500s_say_how_often_it_was_tried(self) -> None:
        self.proxy.add(refuse(500, "InternalError"), of_logs)
        self.assert_fails(5, "InternalError", "after 3 attempts", AWS_MAX_ATTEMPTS="3")
        self.assertEqual(sum(of_logs(request) for request in self.proxy.requests), 3)

    def test_wrong_checksum(self) -> None:
        self.proxy.add(change(lambda response: response.set_header("x-amz-checksum-crc32", "AAAAAA==")), of_logs)
        self.assert_fails(1, "s3://sparkify/log_data/b.json", "checksum", AWS_MAX_ATTEMPTS="2")

    def test_object_that_was_replaced_after_it_was_listed(self) -> None:
        self.proxy.add(refuse(412, "PreconditionFailed"), of_logs)
        self.assert_fails(1, "s3://sparkify/log_data/b.json", "was replaced while it was read: run it again")

    def test_object_that_the_server_knows_to_be_replaced(self) -> None:
        server = self.server

        async def replace(_request, forward):
            server.put("log_data/b.json", json.dumps(EVENTS[0] | {"ts": 1541105777000}).encode())
            response = await forward()
            return response

        self.proxy.add(replace, of_logs, times=1)
        self.assert_fails(1, "PreconditionFailed", "was replaced while it was read")
        self.succeed(self.etl())
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["2"]])

    def test_body_longer_than_it_was_listed(self) -> None:
        def lengthen(response):
            response.body += b" " * 10
            response.set_header("Content-Length", str(len(response.body)))

        self.proxy.add(change(lengthen), of_logs)
        self.assert_fails(1, "longer than it was when it was listed")

    def test_body_shorter_than_it_was_listed(self) -> None:
        def lengthen(response):
            response.body = response.body.replace(b"<Size>", b"<Size>1")
            response.set_header("Content-Length", str(len(response.body)))

        self.proxy.add(change(lengthen), lambda request: request.query.get("prefix") == "log_data/")
        self.assert_fails(1, "shorter than it was when it was listed", AWS_MAX_ATTEMPTS="2")

    def test_access_that_ends_in_the_middle(self) -> None:
        self.proxy.add(refuse(403, "AccessDenied"), of_logs)
        self.assert_fails(5, "s3:GetObject")


class Interruption(S3Case):
    def test_ends_a_listing_that_waits(self) -> None:
        self.put_small_data()
        self.proxy.add(delay(60))
        self.assert_interrupts()

    def test_of_a_listing_is_recorded_as_one(self) -> None:
        self.put_small_data()
        self.succeed(self.sparkify("create-tables", "--warehouse", "duckdb:s3.duckdb"))
        self.proxy.add(delay(60))
        self.assert_interrupts()
        runs = self.succeed(self.sparkify("query", "--warehouse", "duckdb:s3.duckdb", "--format", "csv",
                                          "SELECT status FROM etl.runs ORDER BY run_id"))
        self.assertEqual(runs.stdout.split(), ["status", "done", "interrupted"])

    def test_ends_a_fetch_that_waits(self) -> None:
        self.put_small_data()
        self.proxy.add(delay(60), of_logs)
        self.assert_interrupts()

    def test_ends_the_wait_before_an_attempt(self) -> None:
        self.put_small_data()
        self.proxy.add(refuse(500, "InternalError"), of_logs)
        self.assert_interrupts(AWS_MAX_ATTEMPTS="100")

    def assert_interrupts(self, **environment: str) -> None:
        process = subprocess.Popen(
            [str(case.setting.program), "etl", "--warehouse", "duckdb:s3.duckdb", "--log-data",
             "s3://sparkify/log_data/", "--song-data", "s3://sparkify/song_data/"],
            cwd=self.folder, env=self.environment | environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(1.5)
        begin = time.monotonic()
        process.send_signal(signal.SIGINT)
        _out, errors = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 130, errors.decode())
        self.assertIn("nothing was changed; run it again", errors.decode())
        self.assertLess(time.monotonic() - begin, 5)


class ManyFaults(S3Case):
    def test_change_nothing_in_the_result(self) -> None:
        data = self.generate("--events", "3000", "--songs", "300", "--users", "20", "--log-objects", "60")
        self.put_data(data)
        faults = [refuse(500, "InternalError"), refuse(503, "SlowDown"), cut_body(50), cut_body(20, reset=False),
                  hang_up()]
        state = {"seen": 0, "fault": 0}

        def every_twentieth(request) -> bool:
            state["seen"] += 1
            return state["seen"] % 20 == 0

        async def one_of_them(request, forward):
            state["fault"] += 1
            return await faults[state["fault"] % len(faults)](request, forward)

        self.proxy.add(one_of_them, every_twentieth)
        self.succeed(self.etl())
        self.assertGreater(state["fault"], 15)
        self.succeed(self.etl(logs=str(data / "log_data"), songs=str(data / "song_data"), warehouse="local.duckdb"))
        self.assertEqual(self.tables("s3.duckdb"), self.tables("local.duckdb"))

    def test_a_store_that_throttles_is_asked_for_less(self) -> None:
        data = self.generate("--events", "200", "--songs", "400", "--users", "20", "--log-objects", "10")
        self.put_data(data)
        throttle = fault_proxy.Throttle(per_second=150, burst=20)
        self.proxy.add(throttle)
        self.succeed(self.etl())
        self.assertGreater(throttle.refused, 0)
        self.assertLess(throttle.refused, 400, "about one refusal a request at most")
        self.assertEqual(self.rows("SELECT COUNT(*) FROM staging_songs"), [["400"]])


