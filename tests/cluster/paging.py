"""Lists come a page at a time, and a short one: they are read to their ends, or not at all."""

from __future__ import annotations

PAGE = 1  # entries


def page(name: str, entries: list, parameters: dict, marker: str = "Marker") -> dict:
    """`marker`: what the answer calls the next page, and what it is asked for by."""
    begin = int(parameters.get(marker, "0"))
    answer = {name: entries[begin:begin + PAGE]}
    return answer | {marker: str(begin + PAGE)} if begin + PAGE < len(entries) else answer
