"""What takes its time in AWS: things that are there before everybody sees them, and states that follow each other. Time is
counted in looks, so that tests do not depend on clocks."""

from __future__ import annotations


class Settling:
    """Eventual consistency: what was made is not seen the first times, by each who looks."""

    def __init__(self, lag: int = 0):
        self.lag = lag
        self._left: dict[str, dict[str, int]] = {}

    def made(self, thing: str) -> None:
        self._left[thing] = {}

    def is_seen(self, thing: str, by: str) -> bool:
        if thing not in self._left:
            return True
        left = self._left[thing].get(by, self.lag)
        self._left[thing][by] = max(0, left - 1)
        return left == 0


class Stages:
    """What is seen of a thing for some looks each, until it has come to rest."""

    def __init__(self, slowness: int):
        self._slowness = slowness
        self._coming: list[dict] = []

    def begin(self, *stages: dict, slowness: int | None = None) -> None:
        looks = self._slowness if slowness is None else slowness
        self._coming = [stage for stage in stages for _ in range(looks)]

    @property
    def at_rest(self) -> bool:
        return not self._coming

    def look(self) -> dict:
        """What is seen now; the next one sees what is next."""
        return self._coming.pop(0) if self._coming else {}
