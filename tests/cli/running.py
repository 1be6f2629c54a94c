"""Running a shell command in a pipe or in a terminal of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Union

from case_file import Outcome
from screen import Screen

Stream = Union[int, IO[str]]
SECONDS_ALLOWED = 60.0
SECONDS_OF_SILENCE = 0.1
TERMINAL_LINES, TERMINAL_COLUMNS = 40, 100
SHELL = ("bash", "--norc", "--noprofile", "-o", "pipefail", "-c")


class SetupError(Exception):
    """Preparing a case failed: this says nothing about the program."""


class Runner:
    """Runs the commands of one case in its folder, and ends what they leave behind."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder = folder
        self._environment = environment
        self._sessions: list[int] = []

    def prepare(self, script: str) -> None:
        """Runs a script that has to succeed. What it starts in the background lives on."""
        log = self._folder.parent / "setup.log"
        with log.open("w") as output:
            process = self._start("set -e\n" + script, {}, subprocess.DEVNULL, output, output)
            try:
                code = process.wait(SECONDS_ALLOWED)
            except subprocess.TimeoutExpired:
                code = -1
        if code != 0:
            raise SetupError(f"setup failed with {code}:\n{script}\n{log.read_text()}")

    def in_pipe(self, command: str, stdin: list[str], environment: dict[str, str]) -> Outcome:
        """Runs a command with all three streams being pipes."""
        pipe = subprocess.PIPE
        process = self._start(command, environment, pipe, pipe, pipe)
        typed = "".join(line + "\n" for line in stdin).encode()
        try:
            out, err = process.communicate(typed, SECONDS_ALLOWED)
        except subprocess.TimeoutExpired:
            self._kill(process.pid)
            out, err = process.communicate()
            err += b"(killed: it took too long)\n"
        return Outcome({"stdout": _decoded(out), "stderr": _decoded(err)}, _exit_code(process))

    def in_terminal(
        self, command: str, stdin: list[str], environment: dict[str, str], colour: bool
    ) -> Outcome:
        """Runs a command in a terminal, and types each line of stdin when it waits at a prompt."""
        master, slave = pty.openpty()
        size = struct.pack("HHHH", TERMINAL_LINES, TERMINAL_COLUMNS, 0, 0)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
        process = self._start(command, {"TERM": "xterm", **environment}, slave, slave, slave)
        os.close(slave)
        screen = Screen()
        try:
            self._talk(process, master, screen, list(stdin))
        finally:
            os.close(master)
        return Outcome({"screen": screen.text(colour)}, _exit_code(process))

    def end(self) -> None:
        """Kills whatever is still running."""
        for session in self._sessions:
            self._kill(session)

    def _talk(
        self, process: subprocess.Popen[bytes], master: int, screen: Screen, typed: list[str]
    ) -> None:
        deadline = time.monotonic() + SECONDS_ALLOWED
        rest = b""
        while time.monotonic() < deadline:
            readable, _, _ = select.select([master], [], [], SECONDS_OF_SILENCE)
            if readable:
                try:
                    piece = os.read(master, 65536)
                except OSError:  # the last one who had the terminal open has closed it
                    piece = b""
                if not piece:
                    process.wait(SECONDS_ALLOWED)
                    return
                text, rest = _whole_characters(rest + piece)
                screen.write(text)
            elif typed and screen.last_line():
                os.write(master, (typed.pop(0) + "\n").encode())
        self._kill(process.pid)
        process.wait()
        screen.write("(killed: it took too long)\n")

    def _start(
        self, script: str, environment: dict[str, str], stdin: Stream, stdout: Stream, stderr: Stream
    ) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [*SHELL, script],
            cwd=self._folder,
            env={**self._environment, **environment},
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            start_new_session=True,
        )
        self._sessions.append(process.pid)
        return process

    @staticmethod
    def _kill(session: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(session, signal.SIGKILL)


def _exit_code(process: subprocess.Popen[bytes]) -> int:
    """As a shell has it: 128 and the signal for a process that was killed."""
    return process.returncode if process.returncode >= 0 else 128 - process.returncode


def _decoded(output: bytes) -> str:
    return output.decode("utf-8", "backslashreplace")


def _whole_characters(output: bytes) -> tuple[str, bytes]:
    """The text, and the bytes of a character or sequence whose end is still to come."""
    end = len(output)
    escape = output.rfind(b"\x1b")
    if escape >= 0 and not any(chr(byte).isalpha() for byte in output[escape:]):
        end = escape
    while True:
        try:
            return output[:end].decode("utf-8"), output[end:]
        except UnicodeDecodeError as error:
            if error.end < end or end - error.start > 3:
                return _decoded(output[:end]), output[end:]
            end = error.start
