"""The passwords that Redshift keeps in Secrets Manager."""

from __future__ import annotations

import datetime
import json

from refusal import Refusal


class SecretsState:
    name = "secretsmanager"

    def __init__(self, account: str, region: str, password: str):
        self._prefix = f"arn:aws:secretsmanager:{region}:{account}:secret:"
        self._password = password
        self.secrets: dict[str, dict] = {}
        self.forgets = "at once"  # or "later", or "never"

    def resource_of(self, _operation: str, parameters: dict) -> str:
        return parameters["SecretId"]

    def keep(self, owner: str, user: str) -> str:
        """As Redshift does; gives where it is."""
        arn = f"{self._prefix}redshift!{owner}-{user}-AbCdEf"
        self.secrets[arn] = {"username": user, "password": self._password}
        return arn

    def forget(self, arn: str | None) -> None:
        if self.forgets == "at once":
            self.secrets.pop(arn, None)
        elif self.forgets == "later" and arn in self.secrets:
            self.secrets[arn]["deleted"] = datetime.datetime.now(datetime.timezone.utc)

    def describe_secret(self, parameters: dict) -> dict:
        secret = self._found(parameters["SecretId"])
        deleted = {"DeletedDate": secret["deleted"]} if "deleted" in secret else {}
        return {"ARN": parameters["SecretId"], "OwningService": "redshift"} | deleted

    def get_secret_value(self, parameters: dict) -> dict:
        return {"ARN": parameters["SecretId"], "SecretString": json.dumps(self._found(parameters["SecretId"]))}

    def _found(self, arn: str) -> dict:
        if arn not in self.secrets:
            raise Refusal("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
        return self.secrets[arn]
