"""Roles and their policies, as IAM keeps them."""

from __future__ import annotations

import datetime
import json
import re

from refusal import Refusal
from settling import Settling

PAGE = 1  # names a page: lists are read to their ends, or not at all


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
        return self.arn_of(parameters["RoleName"])

    def add_role(self, name: str, tags: dict[str, str]) -> dict:
        self.roles[name] = {"arn": self.arn_of(name), "tags": tags, "policies": {}, "attached": [], "trust": {}}
        return self.roles[name]

    def is_known(self, arn: str, to: str) -> bool:
        name = arn.rpartition("/")[2]
        return name in self.roles and self._settling.is_seen(arn, to)

    def get_role(self, parameters: dict) -> dict:
        name = parameters["RoleName"]
        if name in self.hidden:
            raise Refusal("AccessDenied", f"not authorized to perform: iam:GetRole on resource: {self.arn_of(name)}", 403)
        return {"Role": self._shown(name, self._found(name, "GetRole"))}

    def create_role(self, parameters: dict) -> dict:
        name = parameters["RoleName"]
        if not re.fullmatch(r"[\w+=,.@-]{1,64}", name):
            raise Refusal("ValidationError", "1 validation error detected: Value at 'roleName' failed to satisfy constraint")
        if name in self.roles:
            raise Refusal("EntityAlreadyExists", f"Role with name {name} already exists.", 409)
        role = self.add_role(name, {tag["Key"]: tag["Value"] for tag in parameters.get("Tags", [])})
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
        return _page("PolicyNames", names, parameters)

    def list_attached_role_policies(self, parameters: dict) -> dict:
        attached = self._found(parameters["RoleName"], "ListAttachedRolePolicies")["attached"]
        policies = [{"PolicyArn": arn, "PolicyName": arn.rpartition("/")[2]} for arn in attached]
        return _page("AttachedPolicies", policies, parameters)

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


def _page(name: str, entries: list, parameters: dict) -> dict:
    begin = int(parameters.get("Marker", "0"))
    page = {name: entries[begin:begin + PAGE], "IsTruncated": begin + PAGE < len(entries)}
    return page | {"Marker": str(begin + PAGE)} if page["IsTruncated"] else page
