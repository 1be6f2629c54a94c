"""What COPY makes of the bytes of an object with JSON: records, and the values of columns ("COPY from JSON format", "Data
conversion parameters", "Load error reference" of Redshift's guide; where it is silent, the rules of this project's tables)."""

from __future__ import annotations

import bisect
import dataclasses
import datetime
import decimal
import json
import re
import typing

# "The maximum size of a row in JSON is 4 MB."
MOST_BYTES = 4 * 1024 * 1024

WHITE = " \t\r\n"
RECORD_LINE = re.compile(r"(?:\A|\n)[ \t\r]*(\{)")
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
EPOCH = datetime.datetime(1970, 1, 1)
FIRST_MILLISECOND, LAST_MILLISECOND = -62_135_596_800_000, 253_402_300_799_999


class Raw(str):
    """A number as it stands in the object."""


def _no_constant(name: str):
    raise ValueError(name)


DECODER = json.JSONDecoder(parse_int=Raw, parse_float=Raw, parse_constant=_no_constant)


class BadValue(Exception):
    """A record that COPY passes over."""

    def __init__(self, code: int, reason: str, column: str = ""):
        super().__init__(reason)
        self.code, self.reason, self.column = code, reason, column


@dataclasses.dataclass
class Piece:
    """A record, or what is none."""

    last_line: int
    record: dict | None
    reason: str = ""


class Lines:
    """Which line a position is on. "When loading from JSON, the line number of the last line of the JSON object with the
    error" (SYS_LOAD_ERROR_DETAIL)."""

    def __init__(self, text: str):
        self.starts = [0] + [matched.end() for matched in re.finditer("\n", text)]

    def line_of(self, position: int) -> int:
        return bisect.bisect_right(self.starts, position)


def next_record_line(text: str, after: int) -> int:
    """Where reading goes on: at the next line whose first character that is no blank is {."""
    line = text.rfind("\n", 0, after) + 1
    for matched in RECORD_LINE.finditer(text, max(line - 1, 0)):
        if matched.start(1) >= after:
            return matched.start(1)
    return len(text)


def pieces_of(data: bytes) -> typing.Iterator[Piece]:
    text = data.decode("utf-8", "surrogateescape")
    lines = Lines(text)
    position = 0
    while True:
        while position < len(text) and text[position] in WHITE:
            position += 1
        if position == len(text):
            return
        begin = position
        try:
            record, position = DECODER.raw_decode(text, begin)
        except (ValueError, RecursionError) as error:
            position = next_record_line(text, max(getattr(error, "pos", begin), begin + 1))
            end = len(text[:position].rstrip(WHITE)) if position > begin else position
            yield Piece(lines.line_of(max(end - 1, begin)), None, "Invalid JSON format")
            continue
        last_line = lines.line_of(position - 1)
        if not isinstance(record, dict):
            yield Piece(last_line, None, "Invalid JSON format: not an object")
        elif position - begin > MOST_BYTES // 4 and len(text[begin:position].encode("utf-8", "surrogateescape")) > MOST_BYTES:
            yield Piece(last_line, None, "JSON object is larger than 4 MB")
        else:
            yield Piece(last_line, record)


MISSING = object()


def value_at(record, path: list[str | int]):
    value = record
    for step in path:
        if isinstance(step, int):
            if not isinstance(value, list):
                return None
            if step >= len(value):
                # "If an array element is missing, that is an error".
                raise BadValue(1216, "Array index out of range")
            value = value[step]
        elif not isinstance(value, dict) or step not in value:
            return None
        else:
            value = value[step]
    return value


def path_of(expression: str) -> list[str | int]:
    """$['a']['b'][0] or $.a.b[0]"""
    if not expression.startswith("$"):
        raise ValueError(expression)
    steps: list[str | int] = []
    rest = expression[1:]
    for matched in re.finditer(r"""\['([^']*)'\]|\["([^"]*)"\]|\.([^.\[]+)|\[(\d+)\]""", rest):
        single, double, bare, index = matched.groups()
        steps.append(int(index) if index is not None else next(it for it in (single, double, bare) if it is not None))
    if not steps or "".join(matched.group() for matched in re.finditer(
            r"""\['[^']*'\]|\["[^"]*"\]|\.[^.\[]+|\[\d+\]""", rest)) != rest:
        raise ValueError(expression)
    return steps


@dataclasses.dataclass
class Column:
    name: str
    type: str  # varying, integer, bigint, double precision, timestamp without time zone
    length: int  # of a text, in bytes; 0: any
    required: bool


def converted(column: Column, value, empty_as_null: bool) -> str | None:
    """The text that PostgreSQL takes for it, or None for NULL."""
    if value is None:
        return None
    if column.type == "varying":
        return _text(column, value, empty_as_null)
    # "An empty number is always NULL".
    text = value if isinstance(value, str) else None
    if text == "" and not isinstance(value, Raw):
        return None
    if text is None or not NUMBER.fullmatch(text):
        if column.type.startswith("timestamp"):
            raise BadValue(1206, "Invalid timestamp format or value [YYYY-MM-DD HH24:MI:SS]", column.name)
        raise BadValue(1208 if column.type == "double precision" else 1207, f"Invalid digit, Value '{str(value)[:1]}'",
                       column.name)
    if column.type == "double precision":
        number = float(text)
        if number in (float("inf"), float("-inf")):
            raise BadValue(1204, "Overflow for double precision", column.name)
        return repr(number + 0.0)
    return _whole(column, decimal.Decimal(text))


def _text(column: Column, value, empty_as_null: bool) -> str | None:
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, str):
        text = str(value)
    else:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if text == "" and empty_as_null:
        return None
    if "\0" in text:
        raise BadValue(1218, "NUL in a text", column.name)
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError:
        raise BadValue(1220, "String contains invalid or unsupported UTF8 codepoints", column.name) from None
    if column.length and size > column.length:
        raise BadValue(1204, "String length exceeds DDL length", column.name)
    return text


def _whole(column: Column, number: decimal.Decimal) -> str:
    if abs(number.adjusted()) > 400 and number != 0 or number != number.to_integral_value():
        raise BadValue(1207, "Invalid digit, Value '.'", column.name)
    whole = int(number)
    if column.type.startswith("timestamp"):
        if not FIRST_MILLISECOND <= whole <= LAST_MILLISECOND:
            raise BadValue(1206, "Invalid timestamp format or value", column.name)
        return (EPOCH + datetime.timedelta(milliseconds=whole)).isoformat(" ", "milliseconds")
    limit = 2 ** (31 if column.type == "integer" else 63)
    if not -limit <= whole < limit:
        raise BadValue(1222, f"Overflow for {column.type}", column.name)
    return str(whole)
