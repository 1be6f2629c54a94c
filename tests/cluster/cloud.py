"""An AWS account in one region: what is in it, who may do what, and what goes wrong."""

from __future__ import annotations

import dataclasses
import typing

import botocore

from ec2_state import Ec2State
from iam_state import IamState
from redshift_state import RedshiftState
from refusal import Refusal
from s3_state import S3State
from secrets_state import SecretsState
from serverless_state import ServerlessState
from settling import Settling
from tagging_state import TaggingState

ACCOUNT = "123456789012"
REGION = "us-east-1"
CALLER = f"arn:aws:iam::{ACCOUNT}:user/ada"
ADDRESS = "203.0.113.7"
MANAGED_PASSWORD = "Managed-Passw0rd"

# In which words each service denies. EC2 and Serverless have their own, also for what follows from a call.
_DENIAL = {"ec2": "UnauthorizedOperation", "redshift-serverless": "AccessDeniedException",
           "secretsmanager": "AccessDeniedException", "tagging": "AccessDeniedException"}


# What permissions are called where they are not called as the operation.
_PERMISSIONS = {"ListObjectsV2": "ListBucket"}
_PREFIXES = {"tagging": "tag"}

# What has to be allowed beside the call's own action, since the call does it, too.
_WITHIN = {"CreateBucket": ["s3:TagResource"], "CreateRole": ["iam:TagRole"], "CreateSecurityGroup": ["ec2:CreateTags"],
           "CreateCluster": ["iam:PassRole", "redshift:CreateTags", "secretsmanager:CreateSecret"],
           "CreateNamespace": ["iam:PassRole", "redshift-serverless:TagResource", "secretsmanager:CreateSecret"]}


@dataclasses.dataclass
class Call:
    service: str
    operation: str
    parameters: dict
    region: str = REGION  # that it is signed for
    done: bool = False  # and not refused

    @property
    def changes(self) -> bool:
        return not self.operation.startswith(("Describe", "Get", "List"))

    @property
    def names(self) -> set[str]:
        """What a fault may know it by."""
        return {self.operation, "a change" if self.changes else "a look"}

    @property
    def permission(self) -> str:
        return f"{_PREFIXES.get(self.service, self.service)}:{_PERMISSIONS.get(self.operation, self.operation)}"


class Lost(Exception):
    """The connection ends without an answer."""


@dataclasses.dataclass
class Fault:
    """What goes wrong with calls of a name: `happens` is called before or after each is carried out."""

    operation: str
    happens: typing.Callable[[], None]
    before: bool = True
    skip: int = 0
    times: int = 1_000_000

    def meet(self, call: Call, before: bool) -> None:
        if before != self.before or self.operation not in call.names:
            return
        self.skip -= 1
        if self.skip < 0 < self.times:
            self.times -= 1
            self.happens()


def refuse(code: str, message: str, status: int = 400) -> typing.Callable[[], None]:
    def happens() -> None:
        raise Refusal(code, message, status)

    return happens


def lose() -> None:
    raise Lost


class StsState:
    name = "sts"

    def resource_of(self, _operation: str, _parameters: dict) -> str:
        return "*"

    def get_caller_identity(self, _parameters: dict) -> dict:
        return {"UserId": "AIDA123456789EXAMPLE", "Account": ACCOUNT, "Arn": CALLER}


class Cloud:
    """One region of it."""

    def __init__(self, lag: int = 0, slowness: int = 1, password: str = MANAGED_PASSWORD,
                 region: str = REGION, world: Cloud | None = None):
        settling = Settling(lag)
        self.region = region
        # What is the same in all regions is that of another one.
        self.iam = world.iam if world else IamState(ACCOUNT, settling)
        self.s3 = S3State(ACCOUNT, region, settling, world.s3.buckets if world else {})
        self.ec2 = Ec2State(ACCOUNT, region, settling, slowness)
        self.secrets = SecretsState(ACCOUNT, region, password)
        parts = (ACCOUNT, region, settling, slowness, self.iam, self.ec2, self.secrets)
        self.redshift = RedshiftState(*parts)
        self.serverless = ServerlessState(*parts)
        self.ec2.users = lambda group: self.redshift.uses(group) or self.serverless.uses(group)
        self.services = {state.name: state for state in (
            StsState(), self.s3, self.iam, self.ec2, self.secrets, self.redshift, self.serverless,
            TaggingState(region, self.s3))}
        self.denied: set[str] = set()
        self.faults: list[Fault] = []
        self.calls: list[Call] = []

    def carry_out(self, call: Call) -> dict:
        """Throws Refusal and Lost."""
        self.calls.append(call)
        for fault in self.faults:
            fault.meet(call, before=True)
        self.s3.asked_in = call.region
        if call.service == "s3":
            self.s3.require_there(call)
        self._require_permission(call)
        result = getattr(self.services[call.service], botocore.xform_name(call.operation))(call.parameters)
        call.done = True
        for fault in self.faults:
            fault.meet(call, before=False)
        return result

    @property
    def changes(self) -> list[Call]:
        return [call for call in self.calls if call.changes]

    def left(self) -> dict[str, list[str]]:
        """All that is in the account, but snapshots."""
        buckets = {name for name, bucket in self.s3.buckets.items() if not bucket.is_foreign}
        things = {"buckets": buckets, "roles": self.iam.roles, "groups": self.ec2.groups, "clusters": self.redshift.clusters,
                  "namespaces": self.serverless.namespaces, "workgroups": self.serverless.workgroups,
                  "secrets": self.secrets.secrets}
        return {name: sorted(entries) for name, entries in things.items() if entries}

    def _require_permission(self, call: Call) -> None:
        if call.permission in self.denied:
            self._deny(call, call.permission, self.services[call.service].resource_of(call.operation, call.parameters))
        for permission in _WITHIN.get(call.operation, []):
            if permission in self.denied:
                self._deny(call, permission, self._resource_within(call, permission))

    def _resource_within(self, call: Call, permission: str) -> str:
        if permission == "iam:PassRole":
            return (call.parameters.get("IamRoles") or call.parameters.get("iamRoles"))[0]
        if permission.startswith("secretsmanager:"):
            return f"arn:aws:secretsmanager:{self.region}:{ACCOUNT}:secret:redshift!*"
        return self.services[call.service].resource_of(call.operation, call.parameters)

    def _deny(self, call: Call, permission: str, resource: str) -> None:
        text = f"User: {CALLER} is not authorized to perform: {permission}"
        if resource:
            text += f' on resource: "{resource}"' if call.service == "s3" else f" on resource: {resource}"
        text += f" because no identity-based policy allows the {permission} action"
        if call.service == "ec2":
            text = f"You are not authorized to perform this operation. {text}"
        raise Refusal(_DENIAL.get(call.service, "AccessDenied"), text, 400 if "serverless" in call.service else 403)
