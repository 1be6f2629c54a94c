"""Takes out of a text what differs from run to run."""

from __future__ import annotations

import re

_DURATION = r"\d+(?:\.\d+)? (?:ms|s)"

VOLATILE: tuple[tuple[str, str], ...] = (
    # The table of steps is as wide as its longest time.
    (r"^step +time\n─+  ─+$", "step                        time\n──────────────────────────  ────"),
    (rf"^((?:list|plan|load|transform|check|record|account|commit)(?: \w+)*) +{_DURATION}$", r"\1  TIME"),
    # "Run 1 done in 184 ms"
    (rf"\bin {_DURATION}", "in TIME"),
    (r'("(?:\w+_)?seconds(?:_left)?": ?)[-+.e\d]+', r'\1"TIME"'),
    (r'("(?:units|bytes)_per_second": ?)(?:[-+.e\d]+|null)', r'\1"RATE"'),
    # The data are of 2018: what is later is now.
    (r"\b20[2-9]\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?Z?", "NOW"),
    (r"\b20[2-9]\d-\d\d-\d\d \d\d:\d\d\b", "NOW"),
    # In the list of runs the time they took comes last.
    (rf"^( +\d+  .* NOW .*?) +{_DURATION}$", r"\1  TIME"),
    (r"^(run  kind .* rejected) +time\n.*$", r"\1  time"),
    (r"held by \S+ \(PID \d+\)", "held by PROGRAM (PID N)"),
    # A version of DuckDB, as SELECT version() says it.
    (r"\bv1\.\d+\.\d+\b", "vVERSION"),
)


def settled(text: str, folder: str) -> str:
    """The text with each volatile part replaced by a word, and the case's own folder by TMP."""
    text = text.replace(folder, "TMP")
    for pattern, replacement in VOLATILE:
        text = re.sub(pattern, replacement, text, flags=re.MULTILINE)
    return text
