"""Reading and writing case files.

A case file is a transcript:

    title: What it proves
    needs: sample root          (optional: what it is skipped without, see needs.py)

    # A comment.
    % mkdir empty               (shell lines that have to succeed; lines in a row are one script)

    $ sparkify etl --log-data empty
    > --song-data empty         (the command goes on)
    pty: yes                    (optional: run it in a terminal; "colour" also shows its colours)
    stdin: y                    (optional: a line of standard input)
    env: NO_COLOR=1             (optional: an environment variable)
    stdout:                     (what is expected: stdout and stderr, or screen for a terminal)
    | Run 1 done.
    exit: 0

An empty stream has no block. A text that does not end in a line end is followed by a line
"\\ no line end".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

STREAMS = ("stdout", "stderr", "screen")
NO_LINE_END = "\\ no line end"


@dataclass
class Outcome:
    """What a step wrote, by the name of the stream, and its exit code."""

    streams: dict[str, str] = field(default_factory=dict)
    exit: int = 0

    def lines(self) -> list[str]:
        """The outcome as it stands in a case file."""
        lines: list[str] = []
        for name in STREAMS:
            text = self.streams.get(name, "")
            if not text:
                continue
            *whole, rest = text.split("\n")
            lines.append(f"{name}:")
            lines += [f"| {line}" if line else "|" for line in whole]
            if rest:
                lines += [f"| {rest}", NO_LINE_END]
        return [*lines, f"exit: {self.exit}"]


@dataclass
class Setup:
    """A shell script that prepares something and has to succeed."""

    script: str


@dataclass
class Step:
    """A command whose outcome is compared."""

    command: str
    pty: str = ""
    stdin: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    expected: list[str] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    """The lines before the expectation, as they stand in the file."""


@dataclass
class Remark:
    """A line that only people read: a comment, or an empty one."""

    line: str


@dataclass
class Case:
    """One case file."""

    path: Path
    title: str = ""
    needs: list[str] = field(default_factory=list)
    items: list[Setup | Step | Remark] = field(default_factory=list)

    def text(self) -> str:
        """The file that parse() would read this case from."""
        lines = [f"title: {self.title}"]
        if self.needs:
            lines.append(f"needs: {' '.join(self.needs)}")
        for item in self.items:
            if isinstance(item, Remark):
                lines.append(item.line)
            elif isinstance(item, Setup):
                lines += [f"% {line}".rstrip() for line in item.script.split("\n")]
            else:
                lines += item.head + item.expected
        return "\n".join(lines) + "\n"


class CaseError(Exception):
    """A case file that cannot be understood."""


def parse(path: Path) -> Case:
    """Reads a case file."""
    case = Case(path)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            _take_line(case, line)
        except (CaseError, ValueError) as error:
            raise CaseError(f"{path}:{number}: {error}: {line}") from error
    if not case.title:
        raise CaseError(f"{path}: there is no title")
    return case


def _take_line(case: Case, line: str) -> None:
    last = case.items[-1] if case.items else None
    key, _, value = line.partition(": ")
    if line.startswith("$ "):
        case.items.append(Step(line[2:], head=[line]))
    elif line == "%" or line.startswith("% "):
        if isinstance(last, Setup):
            last.script += "\n" + line[2:]
        else:
            case.items.append(Setup(line[2:]))
    elif not line or line.startswith("#"):
        case.items.append(Remark(line))
    elif isinstance(last, Step):
        _take_line_of_step(last, line, key, value)
    elif key == "title" and not case.items:
        case.title = value
    elif key == "needs" and not case.items:
        case.needs = value.split()
    else:
        raise CaseError("this line has no meaning here")


def _take_line_of_step(step: Step, line: str, key: str, value: str) -> None:
    if line.startswith("|") or line == NO_LINE_END or line.rstrip(":") in STREAMS or key == "exit":
        step.expected.append(line)
        return
    if step.expected:
        raise CaseError("what is expected comes last")
    step.head.append(line)
    if line.startswith("> "):
        step.command += "\n" + line[2:]
    elif key == "pty" and value in ("yes", "colour"):
        step.pty = value
    elif line.rstrip() == "stdin:" or key == "stdin":
        step.stdin.append(value)
    elif key == "env":
        name, separator, content = value.partition("=")
        if not separator:
            raise CaseError("write it as env: NAME=value")
        step.env[name] = content
    else:
        raise CaseError("this line has no meaning in a step")
