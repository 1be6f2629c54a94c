"""Networks and security groups, as EC2 keeps them."""

from __future__ import annotations

import itertools

from refusal import Refusal
from settling import Settling

VPC = "vpc-0a1b2c3d"


class Ec2State:
    name = "ec2"

    def __init__(self, account: str, region: str, settling: Settling, slowness: int):
        self._account = account
        self._region = region
        self._settling = settling
        self.slowness = slowness
        self._numbers = itertools.count(1)
        self.default_vpc: str | None = VPC
        self.groups: dict[str, dict] = {}
        self.in_use: dict[str, int] = {}  # how many more looks a group is in use, after who used it is gone
        self.users = lambda _group: False  # whether something of AWS's uses a group

    def resource_of(self, operation: str, parameters: dict) -> str:
        if operation.startswith("Describe"):
            return ""
        return f"arn:aws:ec2:{self._region}:{self._account}:security-group/{parameters.get('GroupId', '*')}"

    def add_group(self, name: str, tags: dict[str, str], vpc: str = VPC) -> str:
        group = f"sg-{next(self._numbers):08x}"
        self.groups[group] = {"name": name, "tags": tags, "vpc": vpc, "rules": []}
        return group

    def is_known(self, group: str, to: str) -> bool:
        return group in self.groups and self._settling.is_seen(group, to)

    def released(self, group: str) -> None:
        """Who used it is gone, but its network interface is not yet."""
        self.in_use[group] = self.slowness

    def describe_vpcs(self, parameters: dict) -> dict:
        asked = {entry["Name"]: entry["Values"] for entry in parameters.get("Filters", [])}
        assert asked == {"is-default": ["true"]}, asked
        return {"Vpcs": [{"VpcId": self.default_vpc, "IsDefault": True}] if self.default_vpc else []}

    def describe_security_groups(self, parameters: dict) -> dict:
        found = [self._shown(name, group) for name, group in self.groups.items()
                 if self._is_asked_for(name, group, parameters) and self._settling.is_seen(name, "Describe")]
        # A page at a time, the first of them empty, which AWS may do where there are filters.
        begin = int(parameters.get("NextToken", "-1"))
        page = {"SecurityGroups": found[begin:begin + 1] if begin >= 0 else []}
        return page | {"NextToken": str(begin + 1)} if begin + 1 < len(found) else page

    def create_security_group(self, parameters: dict) -> dict:
        name, vpc = parameters["GroupName"], parameters["VpcId"]
        if set(parameters["Description"]) & set("'\"<>"):
            raise Refusal("InvalidParameterValue", "Character sets beyond the allowed ones in the description")
        if any(group["name"] == name and group["vpc"] == vpc for group in self.groups.values()):
            raise Refusal("InvalidGroup.Duplicate", f"The security group '{name}' already exists for VPC '{vpc}'")
        tags = {tag["Key"]: tag["Value"] for entry in parameters.get("TagSpecifications", [])
                if entry["ResourceType"] == "security-group" for tag in entry["Tags"]}
        group = self.add_group(name, tags, vpc)
        self._settling.made(group)
        return {"GroupId": group}

    def authorize_security_group_ingress(self, parameters: dict) -> dict:
        group = self._found(parameters["GroupId"], "Authorize")
        for rule in parameters["IpPermissions"]:
            if any(_same(rule, other) for other in group["rules"]):
                raise Refusal("InvalidPermission.Duplicate", "the specified rule already exists")
            group["rules"].append(rule)
        return {"Return": True}

    def delete_security_group(self, parameters: dict) -> dict:
        name = parameters["GroupId"]
        self._found(name, "Delete")
        left = self.in_use.get(name, 0)
        self.in_use[name] = max(0, left - 1)
        if left or self.users(name):
            raise Refusal("DependencyViolation", f"resource {name} has a dependent object")
        del self.groups[name]
        return {}

    def _found(self, group: str, operation: str) -> dict:
        if not self.is_known(group, operation):
            raise Refusal("InvalidGroup.NotFound", f"The security group '{group}' does not exist")
        return self.groups[group]

    def _is_asked_for(self, name: str, group: dict, parameters: dict) -> bool:
        values = {"group-id": name, "group-name": group["name"], "vpc-id": group["vpc"]}
        keys = [entry["Values"] for entry in parameters.get("Filters", []) if entry["Name"] == "tag-key"]
        if keys:
            values["tag-key"] = next((key for key in group["tags"] if key in keys[0]), "")
        values |= {f"tag:{key}": value for key, value in group["tags"].items()}
        return all(
            values.get(entry["Name"]) in entry["Values"] for entry in parameters.get("Filters", []))

    def _shown(self, name: str, group: dict) -> dict:
        return {"GroupId": name, "GroupName": group["name"], "VpcId": group["vpc"], "OwnerId": self._account,
                "Description": "x", "IpPermissions": group["rules"],
                "Tags": [{"Key": key, "Value": value} for key, value in group["tags"].items()]}


def _same(one: dict, other: dict) -> bool:
    def of(rule: dict) -> tuple:
        return (rule["IpProtocol"], rule["FromPort"], rule["ToPort"], [entry["CidrIp"] for entry in rule.get("IpRanges", [])],
                [entry["CidrIpv6"] for entry in rule.get("Ipv6Ranges", [])])

    return of(one) == of(other)
