"""A star from S3 is the star from the same files."""

from __future__ import annotations

import gzip
import json
import pathlib
import shutil
import subprocess
import unittest

import case
from case import EVENTS, SONG, S3Case


class SameStar(S3Case):
    def assert_same_star(self, data: pathlib.Path) -> None:
        self.put_data(data)
        self.succeed(self.etl())
        self.succeed(self.etl(logs=str(data / "log_data"), songs=str(data / "song_data"), warehouse="local.duckdb"))
        self.assertEqual(self.tables("s3.duckdb"), self.tables("local.duckdb"))

    def test_of_generated_data(self) -> None:
        self.assert_same_star(self.generate("--events", "3000", "--songs", "150", "--users", "40"))

    def test_of_the_real_sample(self) -> None:
        if not (case.setting.sample / "log_data").is_dir():
            self.skipTest("the real sample is not here")
        self.assert_same_star(case.setting.sample)
        counts = {table: len(rows) for table, rows in self.tables("s3.duckdb").items()}
        self.assertEqual(counts, {"staging_events": 8056, "staging_songs": 71, "users": 97, "songs": 71,
                                  "artists": 69, "time": 6813, "songplays": 6820})

    def test_of_compressed_objects(self) -> None:
        data = self.generate("--events", "500", "--songs", "20", "--users", "10", "--log-objects", "4")
        logs = sorted((data / "log_data").rglob("*.json"))
        self.assertGreaterEqual(len(logs), 2)
        for index, log in enumerate(logs):
            if index % 2 == 0:
                log.write_bytes(gzip.compress(log.read_bytes()))
            else:
                subprocess.run(["zstd", "--quiet", "--rm", str(log)], check=True)
        self.assert_same_star(data)

    def test_of_objects_that_come_in_parts(self) -> None:
        data = self.generate("--events", "60000", "--songs", "20", "--users", "10", "--log-objects", "1")
        logs = sorted((data / "log_data").rglob("*.json"))
        self.assertGreater(logs[0].stat().st_size, 20_000_000, "more than two parts")
        self.assert_same_star(data)
        ranges = {request.headers["range"] for request in self.proxy.requests if "range" in request.headers}
        self.assertGreaterEqual(len(ranges), 3)

    def test_rejects_name_the_object_the_line_and_the_column(self) -> None:
        data = self.generate("--events", "500", "--songs", "50", "--users", "10", "--faults")
        self.put_data(data)
        self.succeed(self.etl("--max-errors", "1000"))
        self.succeed(self.etl("--max-errors", "1000", logs=str(data / "log_data"), songs=str(data / "song_data"),
                              warehouse="local.duckdb"))
        columns = "line, column_name, value, reason FROM etl.rejects ORDER BY ALL"
        here = self.rows(f"SELECT replace(object, 's3://sparkify', '{data}'), {columns}", "s3.duckdb")
        self.assertEqual(here, self.rows(f"SELECT object, {columns}", "local.duckdb"))
        self.assertGreater(len(here), 10)


class Listing(S3Case):
    def test_takes_a_prefix_as_copy_does(self) -> None:
        self.put_small_data()
        self.server.put("log_data2/b.json", json.dumps(EVENTS[0] | {"ts": 1541105999000}).encode())
        self.server.put("log_other/c.json", b"{}")
        self.succeed(self.etl(logs="s3://sparkify/log_data"))
        self.assertEqual(self.rows("SELECT COUNT(*) FROM staging_events"), [["3"]])

    def test_takes_one_object(self) -> None:
        self.put_small_data()
        self.succeed(self.etl(logs="s3://sparkify/log_data/a.json"))
        self.assertEqual(self.rows("SELECT COUNT(*) FROM staging_events"), [["2"]])

    def test_passes_over_objects_of_no_bytes(self) -> None:
        self.put_small_data()
        self.server.put("log_data/", b"")
        self.server.put("log_data/empty.json", b"")
        self.succeed(self.etl())
        self.assertEqual(self.rows("SELECT COUNT(*) FROM etl.objects"), [["2"]])

    def test_of_nothing_is_a_warning(self) -> None:
        self.put_small_data()
        outcome = self.succeed(self.etl(logs="s3://sparkify/nothing/"))
        self.assertIn("s3://sparkify/nothing/ has no objects", outcome.stderr)

    def test_takes_keys_of_any_characters(self) -> None:
        self.put_small_data()
        names = ["with space", "plus+plus", "per%cent", "per%20cent", "what?", "hash#tag", "umläut", "日本",
                 "a&b=c", "quote'\"", "semi;colon", "star*", "[x]", "tilde~", "dollar$", "(paren)", "at@", "comma,"]
        for index, name in enumerate(names):
            event = EVENTS[0] | {"ts": 1541105900000 + index, "song": name}
            self.server.put(f"log_data/{name}.json", json.dumps(event).encode())
        self.succeed(self.etl())
        known = {row[0] for row in self.rows("SELECT object FROM etl.objects")}
        self.assertLessEqual({f"s3://sparkify/log_data/{name}.json" for name in names}, known)
        self.assertEqual(self.rows("SELECT COUNT(*) FROM staging_events"), [[str(len(names) + 2)]])
        again = self.succeed(self.etl())
        self.assertIn("Nothing is new", again.stdout)

    def test_goes_through_all_pages(self) -> None:
        self.put_small_data()
        self.proxy.add(paged_listing("log_data/", 200_000, 1_000), lambda request: request.is_listing and
                       request.query["prefix"] == "log_data/")
        outcome = self.succeed(self.etl("--dry-run", "--output", "json"))
        plan = json.loads(outcome.stdout)
        text = json.dumps(plan)
        self.assertIn("200000", text)
        self.assertEqual(sum(request.query.get("prefix") == "log_data/" for request in self.proxy.requests), 200)


def paged_listing(prefix: str, keys: int, page_size: int):
    """A bucket with so many keys, each of a hundred bytes."""
    import fault_proxy

    async def act(request, _forward):
        begin = int(request.query.get("continuation-token", "0"))
        end = min(begin + page_size, keys)
        contents = "".join(
            f"<Contents><Key>{prefix}{index:07}.json</Key><Size>100</Size><ETag>&quot;e{index}&quot;</ETag></Contents>"
            for index in range(begin, end))
        more = f"<NextContinuationToken>{end}</NextContinuationToken>" if end < keys else ""
        body = (f"<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>{str(end < keys).lower()}"
                f"</IsTruncated>{more}{contents}</ListBucketResult>")
        return fault_proxy.Response(200, [("Content-Type", "application/xml")], body.encode())

    return act


class KeysAtOddPlaces(S3Case):
    """What a file system cannot hold, the proxy has to play."""

    def test_slashes_at_odd_places_are_asked_for_as_they_are(self) -> None:
        import fault_proxy
        self.put_small_data()
        keys = ["log_data//double.json", "log_data/./dot.json", "log_data/../up.json", "log_data/end/", "log_data//"]
        body = json.dumps(EVENTS[0]).encode()
        contents = "".join(f"<Contents><Key>{key}</Key><Size>{len(body)}</Size><ETag>&quot;x&quot;</ETag></Contents>"
                           for key in keys)
        listing = f"<ListBucketResult><EncodingType>url</EncodingType>{contents}</ListBucketResult>".encode()
        self.proxy.add(fault_proxy.answer(200, listing),
                       lambda request: request.is_listing and request.query["prefix"] == "log_data/")
        self.proxy.add(fault_proxy.answer(200, body), lambda request: "log_data" in request.target)
        self.succeed(self.etl())
        asked = {request.target for request in self.proxy.requests if not request.is_listing}
        self.assertLessEqual({f"/sparkify/{key}" for key in keys}, asked)


class Requests(S3Case):
    def test_ask_for_the_version_that_was_listed(self) -> None:
        self.put_small_data()
        self.succeed(self.etl())
        gets = [request for request in self.proxy.requests if not request.is_listing]
        self.assertEqual(len(gets), 2)
        for request in gets:
            self.assertRegex(request.headers["if-match"], r'^"[0-9a-f]{32}"$')

    def test_agree_to_pay_only_if_the_user_does(self) -> None:
        self.put_small_data()
        self.succeed(self.etl())
        self.assertFalse(any("x-amz-request-payer" in request.headers for request in self.proxy.requests))
        self.proxy.reset()
        self.succeed(self.etl("--requester-pays", warehouse="paid.duckdb"))
        for request in self.proxy.requests:
            self.assertEqual(request.headers["x-amz-request-payer"], "requester")
            self.assertIn("x-amz-request-payer", request.headers["authorization"])

    def test_go_through_a_proxy_that_the_environment_names(self) -> None:
        self.put_small_data()
        server = f"http://127.0.0.1:{self.server.port}"
        self.succeed(self.etl(AWS_ENDPOINT_URL_S3=server, http_proxy=self.proxy.url))
        self.assertEqual(len(self.proxy.requests), 4)
        for request in self.proxy.requests:
            self.assertTrue(request.target.startswith(f"{server}/sparkify"))

    def test_keep_their_connections(self) -> None:
        self.put_small_data()
        for index in range(300):
            self.server.put(f"log_data/{index}.json", json.dumps(EVENTS[1]).encode())
        ports = set()
        original = self.proxy._answer

        async def answer(request, writer, upstream):
            ports.add(writer.get_extra_info("peername"))
            return await original(request, writer, upstream)

        self.proxy._answer = answer
        self.succeed(self.etl("--concurrency", "4"))
        self.assertLessEqual(len(ports), 10)
        self.assertLessEqual(self.proxy.most_in_flight, 4)


class Objects(S3Case):
    def test_that_grew_are_loaded_again(self) -> None:
        self.put_small_data()
        self.succeed(self.etl())
        grown = b"\n".join(json.dumps(event).encode() for event in EVENTS + [EVENTS[0] | {"ts": 1541105999000}])
        self.server.put("log_data/a.json", grown)
        self.succeed(self.etl())
        self.assertEqual(self.rows("SELECT COUNT(*) FROM songplays"), [["2"]])

    def test_jsonpaths_may_be_in_s3_too(self) -> None:
        self.put_small_data()
        paths = json.dumps({"jsonpaths": [f"$['{key}']" for key in EVENTS[0]]})
        self.server.put("paths.json", paths.encode())
        self.succeed(self.etl("--log-jsonpath", "s3://sparkify/paths.json"))
        self.fail_with(self.etl("--log-jsonpath", "s3://sparkify/none.json"), 5, "s3://sparkify/none.json", "NoSuchKey")

    def test_may_come_from_s3_and_from_a_folder(self) -> None:
        self.put_small_data()
        folder = self.folder / "songs"
        folder.mkdir()
        (folder / "a.json").write_text(json.dumps(SONG))
        self.succeed(self.etl(songs=str(folder)))
        self.assertEqual(self.rows("SELECT song_id FROM songplays"), [["SO1"]])


if __name__ == "__main__":
    unittest.main()
