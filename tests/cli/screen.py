"""What a terminal shows after a program has written to it: the little that sparkify uses."""

from __future__ import annotations

import re

_PIECES = re.compile(r"\x1b\[(?P<arguments>[?\d;]*)(?P<command>[A-Za-z])|(?P<character>.)", re.DOTALL)


class Screen:
    """Lines of characters, each with the colours it was written in."""

    def __init__(self) -> None:
        self._lines: list[list[tuple[str, str]]] = [[]]
        self._column = 0
        self._style = ""

    def write(self, text: str) -> None:
        """Takes what the program wrote. Fails on a sequence that no step is known to use."""
        for piece in _PIECES.finditer(text):
            if piece["character"] is not None:
                self._put(piece["character"])
            else:
                self._obey(piece["command"], piece["arguments"])

    def text(self, colour: bool = False) -> str:
        """The lines without trailing blanks. With colour, {1;31} stands where a style begins."""
        lines = [self._shown(line, colour) for line in self._lines]
        while lines and not lines[-1]:
            lines.pop()
        return "".join(line + "\n" for line in lines)

    def last_line(self) -> str:
        """The line with the cursor: a prompt, perhaps."""
        return self._shown(self._lines[-1], False)

    def _put(self, character: str) -> None:
        line = self._lines[-1]
        if character == "\r":
            self._column = 0
        elif character == "\n":
            self._lines.append([])
            self._column = 0
        else:
            line[self._column : self._column + 1] = [(character, self._style)]
            self._column += 1

    def _obey(self, command: str, arguments: str) -> None:
        if command == "m":
            self._style = "" if arguments in ("", "0") else arguments
        elif command == "K" and arguments in ("", "0"):
            del self._lines[-1][self._column :]
        elif command not in "hl":
            raise ValueError(f"unknown terminal sequence ESC[{arguments}{command}")

    @staticmethod
    def _shown(line: list[tuple[str, str]], colour: bool) -> str:
        if not colour:
            return "".join(character for character, _ in line).rstrip()
        shown, current = "", ""
        for character, style in line:
            if style != current:
                shown += "{" + (style or "0") + "}"
                current = style
            shown += character
        return shown.rstrip() + ("{0}" if current else "")
