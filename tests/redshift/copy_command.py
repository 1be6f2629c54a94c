"""COPY from S3, as Redshift does it: reads manifest, JSONPaths and objects from a real S3 server, and gives the rows to
PostgreSQL. What it is told by options that it does not know was refused by the grammar."""

from __future__ import annotations

import dataclasses
import datetime
import gzip
import json
import subprocess
import threading
import zlib

import botocore.exceptions
import json_records
import wire


class CopyFailed(Exception):
    def __init__(self, message: str, sqlstate: str = "XX000", detail: str = ""):
        super().__init__(message)
        self.message, self.sqlstate, self.detail = message, sqlstate, detail


def failed_at_s3(error: str, context: str, code: int = 8001, location: str = "s3_utility.cpp:378") -> CopyFailed:
    """With the block of details that COPY adds."""
    line = "-" * 47
    return CopyFailed(error, detail=f"\n  {line}\n  error:  {error}\n  code:      {code}\n  context:   {context}\n"
                                    f"  query:     0\n  location:  {location}\n  process:   padbmaster [pid=1]\n  {line}\n")


@dataclasses.dataclass
class Cloud:
    """What of AWS the cluster sees."""

    s3: object  # a client of botocore
    region: str = "us-east-1"
    regions: dict[str, str] = dataclasses.field(default_factory=dict)  # of buckets, where they are not in `region`
    default_role: str | None = "arn:aws:iam::123456789012:role/cluster-default"
    roles: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)  # ARN -> what it may read

    def may_read(self, role: str, location: str) -> bool:
        readable = ("s3://",) if role == self.default_role else self.roles[role]
        return location.startswith(readable)


@dataclasses.dataclass
class Faults:
    """What is to go wrong with COPYs, each once unless it says how often."""

    early: int = 0  # so many COPYs come before IAM tells of their role
    halves_manifest: bool = False  # loads one object less than the manifest names, and says that all is well
    forgets_history: bool = False  # the views never tell of it
    tells_late: float = 0  # so many seconds afterwards do they tell
    refuses: str = ""  # a record with this text has an error in `level`
    forgets_new_errors: bool = False  # SYS_LOAD_ERROR_DETAIL has nothing, STL_LOAD_ERRORS has
    before_rows: object = None  # called before the rows are loaded


class Copy:
    def __init__(self, options: dict, cloud: Cloud, faults: Faults, session: wire.Asker, admin: wire.Asker, user: str,
                 process: int, query_id: int, other_session: object):
        self.options, self.cloud, self.faults = options, cloud, faults
        self.session, self.admin = session, admin
        self.user, self.process, self.query_id = user, process, query_id
        self.other_session = other_session  # called for one, to tell late
        self.role = cloud.default_role if options["role"] == "default" else options["role"]
        self.errors: list[tuple[str, int, str, int, str]] = []  # object, line, column, code, reason
        self.lines: dict[str, int] = {}
        self.bytes = 0
        self.rows: list[str] = []
        self.started = datetime.datetime.utcnow()

    def run(self) -> list[str]:
        """Loads, and returns what Redshift tells of it."""
        self.check_role()
        columns = self.columns()
        locations = self.locations()
        paths = self.paths(columns)
        try:
            for location in locations:
                self.load_object(location, columns, paths)
            if self.errors and len(self.errors) >= max(self.options["maxerror"], 1):
                raise CopyFailed(f"Load into table '{self.options['table']}' failed.  Check 'stl_load_errors' system table "
                                 "for details.")
        except CopyFailed:
            self.record("aborted", locations)
            raise
        if self.faults.before_rows:
            self.record("running", locations)
            self.faults.before_rows()
            self.admin.ask(f"DELETE FROM redshift_catalog.load_history WHERE query_id = {self.query_id}")
        if not self.options["noload"]:
            self.store(columns)
        self.record("completed", locations)
        told = [f"Load into table '{self.options['table']}' completed, {len(self.rows)} record(s) loaded successfully."]
        if self.errors:
            told.append(f"Load into table '{self.options['table']}' completed, {len(self.errors)} record(s) could not be "
                        "loaded.  Check 'stl_load_errors' system table for details.")
        return told

    def check_role(self) -> None:
        if self.role is None:
            raise failed_at_s3("The cluster has no default IAM role", "IAM Role=default")
        if self.role != self.cloud.default_role and self.role not in self.cloud.roles:
            raise failed_at_s3(f"User arn:aws:redshift:{self.cloud.region}:123456789012:dbuser:stand-in/{self.user} is not "
                               f"authorized to assume IAM Role {self.role}", f"IAM Role={self.role}",
                               location="xen_aws_credentials_mgr.cpp:450")
        if self.faults.early > 0:
            self.faults.early -= 1
            raise failed_at_s3(f"Not authorized to get credentials of role {self.role}", f"IAM Role={self.role}", 30000,
                               "xen_aws_credentials_mgr.cpp:402")

    def columns(self) -> list[json_records.Column]:
        """Of a table only: neither views nor what is of the system can be loaded."""
        rows = self.session.ask(
            "SELECT a.attname, t.typname, a.attnotnull, pg_get_constraintdef(k.oid) FROM pg_attribute a "
            "JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' JOIN pg_type t ON t.oid = a.atttypid "
            "LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum] "
            f"WHERE c.oid = to_regclass('{self.options['table']}') AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum")
        if not rows:
            raise CopyFailed(f"relation \"{self.options['table']}\" does not exist", "42P01")
        types = {"int4": "integer", "int8": "bigint", "float8": "double precision", "timestamp": "timestamp"}
        columns = {}
        for name, type_name, required, check in rows:
            length = int(check.rpartition("<= ")[2].rstrip(")")) if check else 0
            columns[name] = json_records.Column(name, types.get(type_name, type_name), length, required == "t")
        chosen = self.options["columns"] or list(columns)
        for name in chosen:
            if name not in columns:
                raise CopyFailed(f"column \"{name}\" of relation \"{self.options['table']}\" does not exist", "42703")
        # "A column left out of the list gets its DEFAULT", and none may be NOT NULL without one.
        for name, column in columns.items():
            if name not in chosen and column.required:
                raise CopyFailed(f"Cannot insert a NULL value into column {name}")
        return [columns[name] for name in chosen]

    def locations(self) -> list[str]:
        if not self.options["manifest"]:
            raise CopyFailed("the stand-in loads by manifest only")
        text = self.fetch(self.options["from"], manifest=True)
        try:
            entries = json.loads(text)["entries"]
        except (ValueError, KeyError) as error:
            raise failed_at_s3("Problem reading manifest file - Invalid JSON", self.options["from"]) from error
        locations = []
        for entry in entries:
            unknown = set(entry) - {"url", "mandatory"}
            if unknown:
                raise CopyFailed(f"the stand-in does not know what {unknown} in a manifest are")
            if self.exists(entry["url"]):
                locations.append(entry["url"])  # "If a file is listed twice, the file is loaded twice."
            elif entry.get("mandatory", False):
                raise failed_at_s3("Mandatory url is not present in manifest file.", entry["url"])
        if not locations:
            raise failed_at_s3("No files are found", self.options["from"])
        if self.faults.halves_manifest:
            self.faults.halves_manifest = False
            locations = locations[:-1]
        return locations

    def paths(self, columns: list[json_records.Column]) -> list[list] | None:
        """None is 'auto': by name, which is of lower case."""
        if self.options["json"] == "auto":
            return None
        if not self.options["json"].startswith("s3://"):
            raise CopyFailed(f"Invalid JSONPath format: {self.options['json']}")
        try:
            document = json.loads(self.fetch(self.options["json"]))
        except ValueError as error:
            raise CopyFailed("Invalid JSONPath format: not JSON") from error
        if "jsonpaths" not in document:
            return None  # "If the name is any string other than "jsonpaths", COPY uses the 'auto' argument instead"
        if len(document["jsonpaths"]) != len(columns):
            raise CopyFailed("Number of jsonpaths and the number of columns should match. JSONPath size: "
                             f"{len(document['jsonpaths'])}, Number of columns in table or column list: {len(columns)}")
        try:
            return [json_records.path_of(path) for path in document["jsonpaths"]]
        except ValueError as error:
            raise CopyFailed(f"Invalid JSONPath format: {error}") from error

    def exists(self, location: str) -> bool:
        bucket, _, key = location.removeprefix("s3://").partition("/")
        try:
            self.cloud.s3.head_object(Bucket=bucket, Key=key)
        except botocore.exceptions.ClientError:
            return False
        return True

    def fetch(self, location: str, manifest: bool = False) -> bytes:
        bucket, _, key = location.removeprefix("s3://").partition("/")
        region = self.cloud.regions.get(bucket, self.cloud.region)
        # "REGION": needed where the bucket is not in the region of the cluster, and then for all that is read.
        if (self.options["region"] or self.cloud.region) != region:
            raise failed_at_s3("S3ServiceException:The bucket you are attempting to access must be addressed using the "
                               "specified endpoint.,Status 301,Error PermanentRedirect,Rid 1,ExtRid 1=,CanRetry 1",
                               f"S3 key being read : {location}")
        if not self.cloud.may_read(self.role, location):
            if manifest:
                # What a 403 on the manifest is reported as.
                raise failed_at_s3("COPY with MANIFEST parameter requires full path of an S3 object.", location)
            raise failed_at_s3("S3ServiceException:Access Denied,Status 403,Error AccessDenied,Rid D14F284FE3B45734,"
                               "ExtRid AXDz=,CanRetry 1", f"S3 key being read : {location}",
                               location="table_s3_scanner.cpp:354")
        try:
            return self.cloud.s3.get_object(Bucket=bucket, Key=key)["Body"].read()
        except botocore.exceptions.ClientError as error:
            code = error.response["Error"]["Code"]
            raise failed_at_s3(f"S3ServiceException:{error.response['Error'].get('Message', '')},Status 404,Error {code},"
                               "Rid 1,ExtRid 1=,CanRetry 1", f"S3 key being read : {location}") from error

    def decompressed(self, data: bytes, location: str) -> bytes:
        """"GZIP, ZSTD: ... a value that specifies that the input file or files are in compressed format"."""
        try:
            if self.options["gzip"]:
                return gzip.decompress(data)
            if self.options["zstd"]:
                return subprocess.run(["zstd", "-dc"], input=data, capture_output=True, check=True).stdout
        except (OSError, EOFError, zlib.error, subprocess.CalledProcessError) as error:
            raise failed_at_s3("Decompression of the file failed", location) from error
        return data

    def load_object(self, location: str, columns: list[json_records.Column], paths: list[list] | None) -> None:
        stored = self.fetch(location)
        data = self.decompressed(stored, location)
        self.bytes += len(stored)
        self.lines[location] = data.count(b"\n") + (0 if data.endswith(b"\n") or not data else 1)
        if self.options["timeformat"] not in (None, "epochmillisecs"):
            raise CopyFailed("the stand-in knows TIMEFORMAT 'epochmillisecs' only")
        for piece in json_records.pieces_of(data):
            try:
                self.load_record(piece, columns, paths)
            except json_records.BadValue as bad:
                self.errors.append((location, piece.last_line, bad.column, bad.code, bad.reason))

    def load_record(self, piece: json_records.Piece, columns: list[json_records.Column], paths: list[list] | None) -> None:
        if piece.record is None:
            raise json_records.BadValue(1216, piece.reason)
        if self.faults.refuses and self.faults.refuses in json.dumps(piece.record):
            raise json_records.BadValue(1204, "String length exceeds DDL length", "level")
        values = []
        for index, column in enumerate(columns):
            found = piece.record.get(column.name) if paths is None else json_records.value_at(piece.record, paths[index])
            if column.type == "timestamp" and self.options["timeformat"] is None and found is not None:
                raise json_records.BadValue(1206, "Invalid timestamp format or value", column.name)
            value = json_records.converted(column, found, self.options["emptyasnull"])
            if value is None and column.required:
                raise json_records.BadValue(1213, "Missing data for not-null field", column.name)
            values.append(_copy_text(value))
        self.rows.append("\t".join(values))

    def store(self, columns: list[json_records.Column]) -> None:
        names = ", ".join(f'"{column.name}"' for column in columns)
        lines = "".join(row + "\n" for row in self.rows).encode()
        self.session.copy(f"COPY \"{self.options['table']}\" ({names}) FROM STDIN", lines)

    def record(self, status: str, locations: list[str]) -> None:
        """What a rollback does not take back."""
        if self.faults.forgets_history:
            return
        rows = 0 if status == "aborted" or self.options["noload"] else len(self.rows)
        own = f"'{self.user}', {self.query_id}"
        if status == "running":
            rows = len(self.rows)
        statements = [
            f"INSERT INTO redshift_catalog.load_history VALUES ({own}, {self.process}, '{status}', "
            f"'{self.options['table']}', '{self.started.isoformat(' ')}', {rows}, {len(locations)}, {self.bytes}, "
            f"{len(self.errors)})"]
        if status == "running":
            self.admin.ask(statements[0])
            return
        statements += [f"INSERT INTO redshift_catalog.load_detail VALUES ({own}, {_literal(location[:256])}, {lines})"
                       for location, lines in self.lines.items()]
        statements += [
            f"INSERT INTO redshift_catalog.load_errors VALUES ({own}, {self.process}, {_literal(location[:256])}, {line}, "
            f"'{column}', {code}, {_literal(reason)}, {not self.faults.forgets_new_errors})"
            for location, line, column, code, reason in self.errors]
        if not self.faults.tells_late:
            self.admin.ask("; ".join(statements))
            return
        threading.Timer(self.faults.tells_late, self.tell, ("; ".join(statements),)).start()

    def tell(self, statements: str) -> None:
        asker = self.other_session()
        asker.ask(statements)
        asker.stream.close()


def _copy_text(value: str | None) -> str:
    if value is None:
        return "\\N"
    if "\\" in value or "\t" in value or "\n" in value or "\r" in value:
        value = value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return value


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
