"""Roles and their policies, as IAM keeps them."""

from __future__ import annotations

import datetime
import json
import re

from paging import page
from refusal import Refusal
from settling import Settling


class IamState:
    name = "iam"

    def __init__(self, account: str, settling: Settling):
        self._account = account
        self._settling = settling
        self.roles: dict[str, dict] = {}
        self.hidden: set[str] = set()  # roles that the caller may not look at

    def arn_of(self, role: str) -> str:
        return f"arn:aws:iam::{self._account}:role/{role}"

    def resource_of(self, _operation: str, parameters: dict) -> str:
        return self.arn_of(parameters.get("RoleName", ""))

    def add_role(self, name: str, tags: dict[str, str], description: str = "") -> dict:
        self.roles[name] = {"arn": self.arn_of(name), "tags": tags, "policies": {}, "attached": [], "trust": {},
                            "description": description}
        return self.roles[name]

    def is_known(self, arn: str, to: str) -> bool:
        name = arn.rpartition("/")[2]
        return name in self.roles and self._settling.is_seen(arn, to)

    def get_role(self, parameters: dict) -> dict:
        name = parameters["RoleName"]
        if name in self.hidden:
            raise Refusal("AccessDenied", f"not authorized to perform: iam:GetRole on resource: {self.arn_of(name)}", 403)
        return {"Role": self._shown(name, self._found(name, "GetRole"))}

    def list_roles(self, parameters: dict) -> dict:
        seen = [self._shown(name, role) for name, role in self.roles.items()
                if self._settling.is_seen(role["arn"], "ListRoles")]
        for role in seen:
            del role["Tags"]  # as in IAM, which shows them by GetRole alone
        return _listed("Roles", seen, parameters)

    def create_role(self, parameters: dict) -> dict:
        name = parameters["RoleName"]
        if not re.fullmatch(r"[\w+=,.@-]{1,64}", name):
            raise Refusal("ValidationError", "1 validation error detected: Value at 'roleName' failed to satisfy constraint")
        if name in self.roles:
            raise Refusal("EntityAlreadyExists", f"Role with name {name} already exists.", 409)
        role = self.add_role(name, {tag["Key"]: tag["Value"] for tag in parameters.get("Tags", [])},
                             parameters.get("Description", ""))
        role["trust"] = _document(parameters["AssumeRolePolicyDocument"])
        self._settling.made(role["arn"])
        return {"Role": self._shown(name, role)}

    def tag_role(self, parameters: dict) -> dict:
        role = self._found(parameters["RoleName"], "TagRole")
        role["tags"] |= {tag["Key"]: tag["Value"] for tag in parameters["Tags"]}
        return {}

    def delete_role(self, parameters: dict) -> dict:
        name = parameters["RoleName"]
        role = self._found(name, "DeleteRole")
        if role["policies"] or role["attached"]:
            raise Refusal("DeleteConflict", "Cannot delete entity, must remove or detach all policies first.", 409)
        del self.roles[name]
        return {}

    def put_role_policy(self, parameters: dict) -> dict:
        role = self._found(parameters["RoleName"], "PutRolePolicy")
        role["policies"][parameters["PolicyName"]] = _document(parameters["PolicyDocument"])
        return {}

    def delete_role_policy(self, parameters: dict) -> dict:
        role = self._found(parameters["RoleName"], "DeleteRolePolicy")
        if parameters["PolicyName"] not in role["policies"]:
            raise Refusal("NoSuchEntity", f"The role policy with name {parameters['PolicyName']} cannot be found.", 404)
        del role["policies"][parameters["PolicyName"]]
        return {}

    def list_role_policies(self, parameters: dict) -> dict:
        names = list(self._found(parameters["RoleName"], "ListRolePolicies")["policies"])
        return _listed("PolicyNames", names, parameters)

    def list_attached_role_policies(self, parameters: dict) -> dict:
        attached = self._found(parameters["RoleName"], "ListAttachedRolePolicies")["attached"]
        policies = [{"PolicyArn": arn, "PolicyName": arn.rpartition("/")[2]} for arn in attached]
        return _listed("AttachedPolicies", policies, parameters)

    def detach_role_policy(self, parameters: dict) -> dict:
        attached = self._found(parameters["RoleName"], "DetachRolePolicy")["attached"]
        if parameters["PolicyArn"] not in attached:
            raise Refusal("NoSuchEntity", f"Policy {parameters['PolicyArn']} was not found.", 404)
        attached.remove(parameters["PolicyArn"])
        return {}

    def _found(self, name: str, operation: str) -> dict:
        if name not in self.roles or not self._settling.is_seen(self.arn_of(name), operation):
            raise Refusal("NoSuchEntity", f"The role with name {name} cannot be found.", 404)
        return self.roles[name]

    def _shown(self, name: str, role: dict) -> dict:
        return {"Path": "/", "RoleName": name, "RoleId": "AROA123456789EXAMPLE", "Arn": role["arn"],
                "Description": role["description"],
                "CreateDate": datetime.datetime.now(datetime.timezone.utc),
                "Tags": [{"Key": key, "Value": value} for key, value in role["tags"].items()]}


def _document(text: str) -> dict:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise Refusal("MalformedPolicyDocument", "This policy contains invalid Json") from error
    if document.get("Version") != "2012-10-17" or not document.get("Statement"):
        raise Refusal("MalformedPolicyDocument", "Missing required field")
    return document


def _listed(name: str, entries: list, parameters: dict) -> dict:
    answer = page(name, entries, parameters)
    return answer | {"IsTruncated": "Marker" in answer}
