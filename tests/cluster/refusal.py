"""How a service says no."""

from __future__ import annotations


class Refusal(Exception):
    def __init__(self, code: str, message: str, status: int = 400, headers: dict[str, str] | None = None):
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.status = status
        self.headers = headers or {}
