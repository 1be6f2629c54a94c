"""The part of Redshift's SQL that the stand-in takes. Everything else is refused, so that a statement that only PostgreSQL
would take does not pass by accident.

Rules that differ from PostgreSQL's quote the page of the Amazon Redshift Database Developer Guide that they come from.

parse() returns what a statement is and what PostgreSQL has to be told in its place."""

from __future__ import annotations

import dataclasses
import functools
import re


class Refused(Exception):
    """A statement that Redshift would not take, or that the stand-in does not know."""

    def __init__(self, message: str, sqlstate: str = "42601"):
        super().__init__(message)
        self.sqlstate = sqlstate


# "Reserved words" (r_pg_keywords).
RESERVED = frozenset("""
aes128 aes256 all allowoverwrite analyse analyze and any array as asc authorization az64 backup between binary
blanksasnull both bytedict bzip2 case cast check collate column constraint create credentials cross current_date
current_time current_timestamp current_user current_user_id default deferrable deflate defrag delta delta32k desc disable
distinct do else emptyasnull enable encode encrypt encryption end except explicit false for foreign freeze from full
globaldict256 globaldict64k grant group gzip having identity ignore ilike in initially inner intersect interval into is
isnull join language leading left like limit localtime localtimestamp lun luns lzo lzop minus mostly13 mostly32 mostly8
natural new not notnull null nulls off offline offset oid old on only open or order outer overlaps parallel partition
percent permissions placing primary raw readratio recover references rejectlog resort respect restore right select
session_user similar snapshot some sysdate system table tag tdes text255 text32k then timestamp to top trailing true
truncatecolumns union unique user using verbose wallet when where with without""".split())

# "Aggregate functions", "Window functions", "Conditional expressions", "String functions", "Math functions", "Date and time
# functions". What is not named here is refused: string_agg, generate_series, pg_sleep, ... ("Unsupported PostgreSQL
# functions").
AGGREGATES = frozenset("count sum min max avg".split())
RANKING = frozenset("row_number rank dense_rank lag lead".split())
FUNCTIONS = AGGREGATES | RANKING | frozenset("""
coalesce nullif greatest least length len octet_length lower upper trim substring left right round floor ceil abs date_part date_trunc
datediff version pg_backend_pid pg_last_copy_id pg_last_copy_count""".split())
# "SQL functions supported on the leader node": never with tables of users.
LEADER_FUNCTIONS = frozenset(
    "current_schema has_schema_privilege has_database_privilege has_table_privilege".split())
LEADER_TABLES = frozenset("pg_class pg_namespace pg_constraint pg_user".split())
# "System tables and views": what they hold is of no transaction.
SYSTEM_TABLES = frozenset("""
stv_sessions stv_slices stl_load_errors sys_load_history sys_load_detail sys_load_error_detail
sys_session_history""".split())

TYPES = {"integer": "integer", "bigint": "bigint", "smallint": "smallint", "boolean": "boolean", "date": "date",
         "timestamp": "timestamp"}
SCHEMA = "redshift_catalog"
TEXT = f"{SCHEMA}.varying"

TOKEN = re.compile(r"""
    (?P<blank>\s+ | --[^\n]*)
  | (?P<text>'(?:[^'\\]|''|\\.)*')
  | (?P<quoted>"(?:[^"]|"")+")
  | (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)
  | (?P<parameter>\$\d+)
  | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<mark>::|<>|!=|<=|>=|\|\||[-+*/%=<>(),.;])
""", re.VERBOSE | re.DOTALL)


@dataclasses.dataclass(frozen=True)
class Token:
    kind: str
    text: str
    begin: int
    end: int

    @property
    def word(self) -> str:
        return self.text.lower() if self.kind == "word" else self.text if self.kind == "mark" else ""


@dataclasses.dataclass
class Statement:
    kind: str
    sql: str = ""  # what PostgreSQL is told
    of_system: bool = False  # it asks system tables only
    fills: str = ""  # a table whose rows PostgreSQL has to count anew, to plan well
    copy: dict | None = None


def tokens_of(sql: str) -> list[Token]:
    tokens = []
    position = 0
    while position < len(sql):
        matched = TOKEN.match(sql, position)
        if not matched:
            raise Refused(f'syntax error at or near "{sql[position]}"')
        if matched.lastgroup != "blank":
            tokens.append(Token(matched.lastgroup, matched.group(), matched.start(), matched.end()))
        position = matched.end()
    return tokens


@functools.lru_cache(maxsize=4096)
def parse(sql: str) -> Statement:
    return Parser(sql).statement()


def text_value(literal: str) -> str:
    """A backslash is an escape, as it was in PostgreSQL 8.0."""
    return re.sub(r"\\(.)", r"\1", literal[1:-1].replace("''", "'"), flags=re.DOTALL)


class Parser:
    def __init__(self, sql: str):
        self.sql = sql
        self.tokens = tokens_of(sql)
        self.at = 0
        self.edits: list[tuple[int, int, str]] = []
        self.user_tables: set[str] = set()
        self.leader: set[str] = set()
        self.system = False
        self.names: list[set[str]] = [set()]  # of common table expressions

    # What all rules are made of.

    def peek(self, ahead: int = 0) -> str:
        index = self.at + ahead
        return self.tokens[index].word if index < len(self.tokens) else ""

    def kind(self, ahead: int = 0) -> str:
        index = self.at + ahead
        return self.tokens[index].kind if index < len(self.tokens) else "end"

    def take(self) -> Token:
        if self.at == len(self.tokens):
            raise Refused("syntax error at end of input")
        self.at += 1
        return self.tokens[self.at - 1]

    def accept(self, *words: str) -> bool:
        if any(self.peek(index) != word for index, word in enumerate(words)):
            return False
        self.at += len(words)
        return True

    def expect(self, *words: str) -> None:
        for word in words:
            if not self.accept(word):
                self.fail()

    def fail(self) -> None:
        near = self.tokens[self.at].text if self.at < len(self.tokens) else "end of input"
        raise Refused(f'syntax error at or near "{near}"')

    def name(self) -> str:
        token = self.take()
        if token.kind == "quoted":
            return token.text[1:-1].replace('""', '"')
        if token.kind != "word" or token.word in RESERVED:
            raise Refused(f'syntax error at or near "{token.text}"')
        return token.word

    def text(self) -> str:
        token = self.take()
        if token.kind != "text":
            raise Refused(f'syntax error at or near "{token.text}"')
        return text_value(token.text)

    def number(self) -> int:
        token = self.take()
        if token.kind != "number" or not token.text.isdigit():
            raise Refused(f'syntax error at or near "{token.text}"')
        return int(token.text)

    def list_of(self, rule) -> list:
        items = [rule()]
        while self.accept(","):
            items.append(rule())
        return items

    def in_parentheses(self, rule):
        self.expect("(")
        result = rule()
        self.expect(")")
        return result

    def position(self) -> int:
        return self.tokens[self.at].begin if self.at < len(self.tokens) else len(self.sql)

    def last_end(self) -> int:
        return self.tokens[self.at - 1].end

    def edit(self, begin: int, end: int, text: str) -> None:
        self.edits.append((begin, end, text))

    def edited(self) -> str:
        # At one place, what was put in later stands further out.
        result = self.sql
        for begin, end, text in sorted(self.edits, key=lambda it: (it[0], it[1]), reverse=True):
            result = result[:begin] + text + result[end:]
        return result

    # Statements.

    def statement(self) -> Statement:
        rules = {
            "select": self.query_statement, "with": self.query_statement, "(": self.query_statement,
            "explain": self.explain, "insert": self.insert, "update": self.update, "delete": self.delete,
            "merge": self.merge, "create": self.create, "drop": self.drop, "alter": self.alter, "copy": self.copy,
            "begin": self.begin, "commit": self.end, "end": self.end, "rollback": self.rollback, "lock": self.lock,
            "set": self.set, "reset": self.reset, "show": self.show}
        rule = rules.get(self.peek())
        if rule is None:
            self.fail()
        statement = rule()
        self.accept(";")
        if self.at != len(self.tokens):
            self.fail()
        self.check_mixture(statement)
        statement.sql = statement.sql or self.edited()
        statement.of_system = self.system and not self.user_tables
        return statement

    def check_mixture(self, statement: Statement) -> None:
        # "SQL functions supported on the leader node": "returns an error when used with tables"
        if (self.leader or self.system) and self.user_tables:
            raise Refused("Specified types or functions (one per INFO message) not supported on Redshift tables.",
                          "0A000")
        if (self.leader or self.system) and statement.kind not in ("select", "explain"):
            raise Refused(f"{statement.kind} does not go with system tables", "0A000")

    def query_statement(self) -> Statement:
        self.query()
        return Statement("select")

    def explain(self) -> Statement:
        # r_EXPLAIN: of SELECT, SELECT INTO, CREATE TABLE AS, INSERT, UPDATE and DELETE.
        self.expect("explain")
        self.accept("verbose")
        {"insert": self.insert, "update": self.update, "delete": self.delete}.get(self.peek(), self.query)()
        return Statement("explain")

    def insert(self) -> Statement:
        # r_INSERT_30: no ON CONFLICT, no RETURNING.
        self.expect("insert", "into")
        begin = self.position()
        self.table()
        target = self.sql[begin:self.last_end()]
        if self.peek() == "(" and self.peek(1) not in ("select", "with"):
            self.in_parentheses(lambda: self.list_of(self.name))
        if self.accept("values"):
            self.list_of(lambda: self.in_parentheses(lambda: self.list_of(self.constant)))
        else:
            self.query()
            return Statement("insert", fills=target)
        return Statement("insert")

    def constant(self) -> None:
        # r_INSERT_30: "Subqueries aren't supported as expressions for multiple-row INSERT VALUES statements."
        if self.peek() in ("select", "("):
            self.fail()
        self.expression()

    def update(self) -> Statement:
        # r_UPDATE: no joins of the target beside FROM.
        self.expect("update")
        self.table()
        self.expect("set")
        self.list_of(self.assignment)
        if self.accept("from"):
            self.list_of(self.from_item)
        if self.accept("where"):
            self.expression()
        return Statement("update")

    def assignment(self) -> None:
        # r_UPDATE: "UPDATE tab SET tab.col = 1 is invalid"
        self.name()
        self.expect("=")
        self.expression()

    def delete(self) -> Statement:
        # r_DELETE: no alias of the target.
        self.expect("delete", "from")
        self.table()
        if self.accept("using"):
            self.list_of(self.table)
        if self.accept("where"):
            self.expression()
        return Statement("delete")

    def merge(self) -> Statement:
        # r_MERGE: no alias of the target, a table as the source, both clauses.
        self.expect("merge", "into")
        self.table()
        self.expect("using")
        self.table()
        if self.accept("as"):
            self.name()
        self.expect("on")
        self.expression()
        self.expect("when", "matched", "then")
        if not self.accept("delete"):
            self.expect("update", "set")
            self.list_of(self.assignment)
        self.expect("when", "not", "matched", "then", "insert")
        if self.peek() == "(":
            self.in_parentheses(lambda: self.list_of(self.name))
        self.expect("values")
        self.in_parentheses(lambda: self.list_of(self.expression))
        return Statement("merge")

    def create(self) -> Statement:
        self.expect("create")
        if self.accept("schema"):
            # r_CREATE_SCHEMA
            self.name()
            return Statement("create schema")
        temporary = self.accept("temp") or self.accept("temporary")
        self.expect("table")
        exists = self.peek() == "if"
        if exists:
            self.expect("if", "not", "exists")
        target = self.table(temporary=temporary)
        if self.peek() == "(" and self.kind(1) in ("word", "quoted"):
            columns = self.in_parentheses(lambda: self.list_of(self.column_definition))
            self.table_attributes(columns)
            return Statement("create table")
        # r_CREATE_TABLE_AS: "IF NOT EXISTS" is not in its grammar.
        if exists:
            self.fail()
        self.table_attributes(None)
        self.expect("as")
        self.user_tables.clear()
        self.query()
        return Statement("create table as", fills=target)

    def column_definition(self) -> str:
        column = self.name()
        begin = self.position()
        type_name, length = self.type()
        if length:
            self.edit(begin, self.last_end(), TEXT)
        while True:
            if self.accept("default"):
                # r_CREATE_TABLE_NEW: "variable-free"; leader-node functions are none of the compute nodes'.
                if self.kind() not in ("number", "text") and self.peek() not in ("null", "true", "false"):
                    self.fail()
                self.take()
            elif self.accept("not", "null") or self.accept("null"):
                pass
            elif self.accept("encode"):
                encoding_begin = self.tokens[self.at - 1].begin
                self.name()
                self.edit(encoding_begin, self.last_end(), "")
            else:
                break
        if length:
            # r_Character_types: lengths are in bytes.
            quoted = column.replace('"', '""')
            self.edit(self.last_end(), self.last_end(), f' CHECK (octet_length("{quoted}"::text) <= {length})')
        return column

    def table_attributes(self, columns: list[str] | None) -> None:
        # r_CREATE_TABLE_NEW: DISTSTYLE, DISTKEY and SORTKEY.
        begin = self.position()
        seen = set()
        while self.peek() in ("diststyle", "distkey", "sortkey", "compound"):
            attribute = self.take().word
            if attribute in seen:
                self.fail()
            seen.add(attribute)
            if attribute == "diststyle":
                if self.take().word not in ("auto", "even", "key", "all"):
                    self.fail()
            elif attribute != "compound":
                for name in self.in_parentheses(lambda: self.list_of(self.name)):
                    if columns is not None and name not in columns:
                        raise Refused(f'column "{name}" named in key does not exist', "42703")
        if seen:
            if {"diststyle", "distkey"} <= seen and "diststyle key" not in self.sql.lower():
                raise Refused("DISTKEY goes with DISTSTYLE KEY alone")
            self.edit(begin, self.last_end(), "")

    def type(self) -> tuple[str, int | None]:
        """The name, and for VARCHAR how many bytes."""
        word = self.take().word
        if word in ("varchar", "character"):
            if word == "character":
                self.expect("varying")
            length = self.in_parentheses(self.number) if self.peek() == "(" else 256
            # r_Character_types: at most 65,535 bytes.
            if not 0 < length <= 65535:
                raise Refused(f"length for type varchar cannot exceed 65535 ({length})", "22023")
            return "varchar", length
        if word == "double":
            self.expect("precision")
            return "double precision", None
        if word in ("decimal", "numeric"):
            if self.peek() == "(":
                self.in_parentheses(lambda: self.list_of(self.number))
            return "decimal", None
        if word not in TYPES:
            raise Refused(f'type "{word}" does not exist', "42704")
        return word, None

    def drop(self) -> Statement:
        self.expect("drop", "table")
        if self.peek() == "if":
            self.expect("if", "exists")
        self.list_of(self.table)
        return Statement("drop table")

    def alter(self) -> Statement:
        # r_ALTER_TABLE: keys "are informational only"; one action in a statement.
        self.expect("alter", "table")
        table = self.table()
        self.expect("add")
        begin = self.tokens[self.at - 1].begin
        if self.accept("primary"):
            self.expect("key")
            columns = self.in_parentheses(lambda: self.list_of(self.name))
            constraint = f"{table}_pkey"
        else:
            self.expect("foreign", "key")
            columns = self.in_parentheses(lambda: self.list_of(self.name))
            self.expect("references")
            self.table()
            self.in_parentheses(lambda: self.list_of(self.name))
            constraint = f"{table}_{columns[0]}_fkey"
        self.edit(begin, self.last_end(), f"ADD CONSTRAINT {constraint} CHECK (true)")
        return Statement("alter table", copy={"table": table, "columns": columns, "primary": constraint.endswith("_pkey")})

    def begin(self) -> Statement:
        # r_BEGIN. A transaction sees one moment, as on a database with SNAPSHOT isolation.
        self.expect("begin")
        self.accept("transaction") or self.accept("work")
        mode = "READ WRITE"
        if self.accept("read"):
            mode = "READ ONLY" if self.accept("only") else mode
            if mode == "READ WRITE":
                self.expect("write")
        return Statement("begin", f"BEGIN ISOLATION LEVEL REPEATABLE READ {mode}")

    def end(self) -> Statement:
        self.take()
        return Statement("commit", "COMMIT")

    def rollback(self) -> Statement:
        self.expect("rollback")
        return Statement("rollback", "ROLLBACK")

    def lock(self) -> Statement:
        # r_LOCK: ACCESS EXCLUSIVE always, and no NOWAIT.
        self.expect("lock")
        self.accept("table")
        self.list_of(self.table)
        return Statement("lock")

    def set(self) -> Statement:
        # r_SET. What is not in "Modifying the server configuration" is refused.
        self.expect("set")
        parameter = self.name()
        if not self.accept("to"):
            self.expect("=")
        if parameter == "search_path":
            self.list_of(self.name)
            self.edit(self.last_end(), self.last_end(), f", {SCHEMA}")
        elif parameter == "datestyle":
            self.text()
        elif parameter in ("extra_float_digits", "statement_timeout"):
            self.number()
        else:
            raise Refused(f'unrecognized configuration parameter "{parameter}"', "42704")
        return Statement("set")

    def reset(self) -> Statement:
        # r_RESET.
        self.expect("reset")
        if self.name() not in ("search_path", "datestyle", "extra_float_digits", "statement_timeout"):
            raise Refused("unrecognized configuration parameter", "42704")
        return Statement("reset")

    def show(self) -> Statement:
        self.expect("show")
        if self.name() not in ("search_path", "datestyle", "extra_float_digits", "statement_timeout"):
            raise Refused("unrecognized configuration parameter", "42704")
        return Statement("show")

    def copy(self) -> Statement:
        # r_COPY, "COPY from Amazon S3", "Data conversion parameters", "Data load operations". From S3 only.
        self.expect("copy")
        options: dict = {"table": self.table(), "columns": None, "gzip": False, "zstd": False, "manifest": False,
                         "emptyasnull": False, "noload": False, "maxerror": 0, "region": None, "timeformat": None,
                         "json": None, "role": None}
        if self.peek() == "(":
            options["columns"] = self.in_parentheses(lambda: self.list_of(self.name))
        self.expect("from")
        if self.peek() == "stdin":
            raise Refused('syntax error at or near "stdin": COPY reads from S3', "42601")
        options["from"] = self.text()
        self.expect("iam_role")
        options["role"] = "default" if self.accept("default") else self.text()
        seen = set()
        while self.at < len(self.tokens) and self.peek() != ";":
            option = self.take().word
            if option in seen:
                raise Refused(f"conflicting or redundant options: {option}")
            seen.add(option)
            self.copy_option(option, options)
        if options["json"] is None:
            raise Refused("the stand-in loads JSON only")
        return Statement("copy", "-", copy=options)

    def copy_option(self, option: str, options: dict) -> None:
        if option in ("manifest", "gzip", "zstd", "emptyasnull", "noload"):
            options[option] = True
        elif option in ("maxerror",):
            self.accept("as")
            options[option] = self.number()
            if options[option] > 100000:
                raise Refused("MAXERROR value must be between 0 and 100000")
        elif option in ("region", "timeformat"):
            self.accept("as")
            options[option] = self.text()
        elif option == "format":
            self.accept("as")
            self.expect("json")
            options["json"] = self.text()
        elif option in ("compupdate", "statupdate"):
            if self.take().word not in ("on", "off", "true", "false"):
                self.fail()
        else:
            raise Refused(f'syntax error at or near "{option}": the stand-in does not know this option of COPY')

    # Queries.

    def query(self) -> None:
        self.names.append(set())
        if self.accept("with"):
            self.list_of(self.common_table)
        self.query_term()
        while self.peek() in ("union", "except", "minus", "intersect"):
            # "UNION, INTERSECT, and EXCEPT": ALL goes with UNION alone.
            if self.take().word == "union":
                self.accept("all")
            self.query_term()
        if self.accept("order", "by"):
            self.list_of(self.sort_key)
        if self.accept("limit"):
            self.number()
        if self.accept("offset"):
            self.number()
        self.names.pop()

    def common_table(self) -> None:
        name = self.name()
        if self.peek() == "(":
            self.in_parentheses(lambda: self.list_of(self.name))
        self.expect("as")
        self.in_parentheses(self.query)
        self.names[-1].add(name)

    def query_term(self) -> None:
        if self.peek() == "(":
            self.in_parentheses(self.query)
            return
        self.expect("select")
        self.accept("distinct") or self.accept("all")
        self.list_of(self.select_item)
        if self.accept("from"):
            self.list_of(self.from_item)
        if self.accept("where"):
            self.expression()
        if self.accept("group", "by"):
            self.list_of(self.expression)
        if self.accept("having"):
            self.expression()

    def select_item(self) -> None:
        if self.accept("*"):
            return
        if self.kind() == "word" and self.peek(1) == "." and self.peek(2) == "*":
            self.at += 3
            return
        self.expression()
        if self.accept("as"):
            self.name()

    def from_item(self) -> None:
        self.from_primary()
        while True:
            # "FROM clause"
            if self.accept("cross", "join"):
                self.from_primary()
                continue
            if self.peek() in ("left", "right", "full"):
                full = self.take().word == "full"
                self.accept("outer")
                self.expect("join")
            elif self.accept("inner", "join") or self.accept("join"):
                full = False
            else:
                return
            self.from_primary()
            self.expect("on")
            begin = self.at
            self.expression()
            words = [token.word for token in self.tokens[begin:self.at]]
            if full and ("=" not in words or "or" in words):
                raise Refused("FULL JOIN is only supported with merge-joinable join conditions", "0A000")

    def from_primary(self) -> None:
        if self.accept("("):
            # "VALUES list used as constant tables" is an unsupported feature of PostgreSQL.
            if self.peek() == "values":
                self.fail()
            self.query()
            self.expect(")")
            self.accept("as")
            self.name()
            return
        self.table()
        if self.accept("as"):
            self.name()
        elif self.kind() == "word" and self.peek() not in RESERVED and self.peek() not in ("set", "values"):
            self.name()

    def table(self, temporary: bool = False) -> str:
        """Takes the name of a table and notes what sort of table it is."""
        first = self.name()
        if self.accept("."):
            name = self.name()
            if temporary:
                raise Refused("temporary tables cannot specify a schema name")
            if first == "pg_catalog":
                self.leader_table(name)
            else:
                self.user_tables.add(name)
            return name
        if any(first in names for names in self.names):
            return first
        if first in SYSTEM_TABLES:
            self.system = True
        elif first.startswith(("pg_", "stl_", "stv_", "svv_", "svl_", "sys_")):
            self.leader_table(first)
        else:
            self.user_tables.add(first)
        return first

    def leader_table(self, name: str) -> None:
        if name not in LEADER_TABLES:
            raise Refused(f'relation "{name}" does not exist', "42P01")
        self.leader.add(name)

    def sort_key(self) -> None:
        self.expression()
        self.accept("asc") or self.accept("desc")
        if self.accept("nulls"):
            if self.take().word not in ("first", "last"):
                self.fail()

    # Expressions, from the loosest to the tightest.

    def expression(self) -> None:
        self.conjunction()
        while self.accept("or"):
            self.conjunction()

    def conjunction(self) -> None:
        self.negation()
        while self.accept("and"):
            self.negation()

    def negation(self) -> None:
        while self.accept("not"):
            pass
        self.comparison()

    def comparison(self) -> None:
        self.sum()
        while True:
            if self.peek() in ("=", "<>", "!=", "<", "<=", ">", ">="):
                self.take()
                self.sum()
            elif self.accept("is"):
                # IS DISTINCT FROM is an unsupported feature of PostgreSQL.
                self.accept("not")
                if self.take().word not in ("null", "true", "false"):
                    self.at -= 1
                    self.fail()
            elif self.peek() in ("between", "in", "like", "ilike") or (
                    self.peek() == "not" and self.peek(1) in ("between", "in", "like", "ilike")):
                self.accept("not")
                self.condition(self.take().word)
            else:
                return

    def condition(self, word: str) -> None:
        if word == "between":
            self.sum()
            self.expect("and")
            self.sum()
        elif word == "in":
            self.in_parentheses(self.query if self.peek(1) in ("select", "with")
                                else lambda: self.list_of(self.expression))
        else:
            self.sum()

    def sum(self) -> None:
        self.product()
        while self.peek() in ("+", "-", "||"):
            self.take()
            self.product()

    def product(self) -> None:
        self.signed()
        while self.peek() in ("*", "/", "%"):
            self.take()
            self.signed()

    def signed(self) -> None:
        while self.peek() in ("-", "+"):
            self.take()
        self.primary()
        while self.accept("::"):
            self.cast_type()

    def cast_type(self) -> None:
        self.type()

    def primary(self) -> None:
        kind, word = self.kind(), self.peek()
        if kind in ("number", "text", "parameter"):
            self.take()
        elif word in ("null", "true", "false", "current_user", "sysdate"):
            self.take()
        elif word in ("timestamp", "date") and self.kind(1) == "text":
            # "Date, time, and timestamp literals"
            self.at += 2
        elif word == "(":
            self.in_parentheses(self.query if self.peek(1) in ("select", "with") else self.expression)
        elif word == "case":
            self.case()
        elif word == "cast":
            self.take()
            self.expect("(")
            self.expression()
            self.expect("as")
            self.cast_type()
            self.expect(")")
        elif word == "extract":
            self.extract()
        elif word == "exists":
            self.take()
            self.in_parentheses(self.query)
        elif kind == "word" and self.peek(1) == "(":
            self.function()
        else:
            self.name()
            while self.accept("."):
                # Behind a dot every word is a name.
                if self.take().kind not in ("word", "quoted"):
                    self.at -= 1
                    self.fail()

    def case(self) -> None:
        self.expect("case")
        if self.peek() != "when":
            self.expression()
        while self.accept("when"):
            self.expression()
            self.expect("then")
            self.expression()
        if self.accept("else"):
            self.expression()
        self.expect("end")

    def extract(self) -> None:
        # r_EXTRACT_function: "INTEGER if the source value evaluates to data type TIMESTAMP"
        begin = self.position()
        self.expect("extract", "(")
        self.date_part(self.take().word)
        self.expect("from")
        self.expression()
        self.expect(")")
        self.edit(begin, begin, "CAST(FLOOR(")
        self.edit(self.last_end(), self.last_end(), ") AS INTEGER)")

    @staticmethod
    def date_part(part: str) -> None:
        if part not in ("hour", "day", "week", "month", "year", "dow", "epoch", "minute", "second"):
            raise Refused(f'timestamp units "{part}" not recognized', "22023")

    def function(self) -> None:
        begin = self.position()
        name = self.take().word
        if name in LEADER_FUNCTIONS:
            self.leader.add(name)
        elif name not in FUNCTIONS:
            raise Refused(f"function {name}() does not exist", "42883")
        self.expect("(")
        arguments = 0
        if name == "datediff":
            # r_DATEDIFF_function: a date part, bare, and two times.
            if self.take().word not in ("ms", "millisecond"):
                raise Refused("the stand-in knows DATEDIFF in milliseconds only")
            self.expect(",")
            self.edit(begin, self.position(), f"{SCHEMA}.datediff_ms(")
            arguments = len(self.list_of(self.expression))
        elif self.accept("*"):
            if name != "count":
                self.fail()
        elif self.peek() != ")":
            if self.accept("distinct") and name not in AGGREGATES:
                self.fail()
            if name == "date_part":
                self.date_part(self.text().lower())
                self.expect(",")
            arguments = len(self.list_of(self.expression))
        self.expect(")")
        if name == "avg":
            # r_AVG: an average of whole numbers is a whole number.
            self.edit(begin, begin + len(name), f"{SCHEMA}.avg")
        if name in ("version", "pg_last_copy_id", "pg_last_copy_count"):
            self.edit(begin, self.last_end(), f"{{{name}}}")
        # r_WF_LAG: "LAG (value_expr [, offset ])"
        if name in ("lag", "lead") and arguments > 2:
            raise Refused(f"{name}() takes two arguments at most", "42883")
        if self.accept("over"):
            self.in_parentheses(lambda: self.window(name))
        elif name in RANKING:
            raise Refused(f"window function call requires an OVER clause: {name}")

    def window(self, function: str) -> None:
        # r_Window_function_synopsis
        if self.accept("partition", "by"):
            self.list_of(self.expression)
        ordered = self.accept("order", "by")
        if ordered:
            if self.kind() in ("number", "text"):
                raise Refused("constant expressions are not supported in ORDER BY clauses of windows")
            self.list_of(self.sort_key)
        if self.accept("rows"):
            self.expect("unbounded", "preceding")
        elif ordered and function in AGGREGATES:
            raise Refused("Aggregate window functions with an ORDER BY clause require a frame clause")
