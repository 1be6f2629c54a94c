"""The passwords that Redshift keeps in Secrets Manager."""

from __future__ import annotations

import json

from refusal import Refusal


class SecretsState:
    name = "secretsmanager"

    def __init__(self, account: str, region: str, password: str):
        self._prefix = f"arn:aws:secretsmanager:{region}:{account}:secret:"
        self._password = password
        self.secrets: dict[str, dict] = {}

    def resource_of(self, _operation: str, parameters: dict) -> str:
        return parameters["SecretId"]

    def keep(self, owner: str, user: str) -> str:
        """As Redshift does; gives where it is."""
        arn = f"{self._prefix}redshift!{owner}-{user}-AbCdEf"
        self.secrets[arn] = {"username": user, "password": self._password}
        return arn

    def forget(self, arn: str | None) -> None:
        self.secrets.pop(arn, None)

    def get_secret_value(self, parameters: dict) -> dict:
        arn = parameters["SecretId"]
        if arn not in self.secrets:
            raise Refusal("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
        return {"ARN": arn, "SecretString": json.dumps(self.secrets[arn])}
