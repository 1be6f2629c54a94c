"""What dwh.cfg says of a cluster, as it circulates: what cannot be is refused before AWS is asked for anything."""

from __future__ import annotations

import os
import unittest

from case import NAME, PASSWORD, ClusterCase

HOST = f"{NAME}.abc123.us-east-1.redshift.amazonaws.com"
ROLE_ARN = f"arn:aws:iam::123456789012:role/sparkify-{NAME}"


class ADescription(ClusterCase):
    slowness = 0

    def is_refused(self, lines: str, *words: str, command: tuple[str, ...] = ("create", "--yes")) -> None:
        with self.subTest(lines):
            self.configure(lines)
            self.fail_with(self.cluster(*command), 2, *words)
            self.assertEqual(self.cloud.calls, [])

    def test_of_nodes_that_are_gone_says_what_to_write(self):
        self.is_refused("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_CLUSTER_TYPE=multi-node\nDWH_NUM_NODES=4\n"
                        "DWH_NODE_TYPE=dc2.large\n", "no clusters of that node type any more", "DWH_NODE_TYPE = ra3.large")

    def test_of_what_no_cluster_can_be_is_refused(self):
        name = "DWH_CLUSTER_IDENTIFIER=dwhCluster\n"
        self.is_refused("", "nothing says what the cluster is called", "DWH_CLUSTER_IDENTIFIER")
        self.is_refused("DWH_CLUSTER_IDENTIFIER=dwh_cluster\n", "no cluster can be called that", "dwh_cluster")
        self.is_refused(name + "DWH_CLUSTER_TYPE=double-node\n", "no type of cluster", "multi-node")
        self.is_refused(name + "DWH_NUM_NODES=0\n", "no number of nodes")
        self.is_refused(name + "DWH_NUM_NODES=four\n", "no number of nodes")
        self.is_refused(name + "DWH_CLUSTER_TYPE=single-node\nDWH_NUM_NODES=4\n", "one node")
        self.is_refused(name + "DWH_NUM_NODES=33\n", "so many nodes of ra3.large", "1 to 16")
        self.is_refused(name + "DWH_PORT=5438x\n", "no port")
        self.is_refused(name + "DWH_PORT=80\n", "cannot listen on that port", "5431 to 5455")
        self.is_refused(name + "DWH_DB=1st\n", "no database can be called that")
        self.is_refused(name + "DWH_DB_USER=Admin\n", "no administrator can be called that")
        self.is_refused(name + "DWH_DB=table\n", "no database can be called that", "a reserved word")
        self.is_refused(name + "DWH_DB_USER=select\n", "no administrator can be called that", "a reserved word")
        self.is_refused(name + "DWH_IAM_ROLE_NAME=arn:aws:iam::1:role/x\n", "no role can be called that", "not its ARN")

    def test_with_a_name_that_only_a_cluster_of_nodes_can_have_is_taken(self):
        self.configure("DWH_CLUSTER_IDENTIFIER=d\n")
        self.create()
        self.assertEqual(list(self.cloud.redshift.clusters), ["d"])
        self.delete()
        self.assertEqual(self.cloud.left(), {})

    def test_of_a_password_that_redshift_refuses_does_not_show_it(self):
        for password, fault in (("Sh0rt", "fewer than 8"), ("no-capital-1", "no capital"), ("NO-SMALL-1", "no small letter"),
                                ("No-digit-at-all", "no digit"), ("Passw0rd@home", "' \" \\ / @")):
            self.is_refused(f"DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_DB_PASSWORD={password}\n",
                            "Redshift would not take the password", fault, "Secrets Manager")
            self.assertNotIn(password, self.cluster("create", "--yes").stderr)

    def test_with_a_password_that_others_can_read_draws_a_warning(self):
        self.configure(f"DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_DB_PASSWORD={PASSWORD}\n")
        file = self.folder / "dwh.cfg"
        for mode, warns in ((0o644, True), (0o640, True), (0o600, False)):
            file.chmod(mode)
            self.assertEqual("others can read it: chmod 600" in self.create().stderr, warns)
        file.chmod(0o644)
        self.configure()
        self.assertNotIn("others can read", self.create().stderr)

    def test_of_a_cluster_that_is_there_already_does_not_change_it(self):
        self.create()
        self.configure("DWH_CLUSTER_IDENTIFIER=dwhCluster\nDWH_NODE_TYPE=ra3.xlplus\nDWH_NUM_NODES=2\nDWH_DB=other\n")
        outcome = self.create()
        for what in ("node type stays ra3.large", "number of nodes stays 1", "database stays dev"):
            self.assertIn(what, outcome.stderr)

    def test_without_a_place_in_s3_makes_a_role_that_reads_nothing(self):
        (self.folder / "dwh.cfg").write_text("[DWH]\nDWH_CLUSTER_IDENTIFIER=dwhCluster\n[S3]\nLOG_DATA=logs\nSONG_DATA=songs\n")
        outcome = self.create()
        self.assertIn("the role may read nothing", outcome.stderr)
        self.assertEqual(self.cloud.iam.roles[f"sparkify-{NAME}"]["policies"], {})


class DwhCfg(ClusterCase):
    """Gets the host and the role if one wants, and is left alone in everything else."""

    slowness = 0
    text = ("# the warehouse\n[DWH]\nDWH_CLUSTER_IDENTIFIER = dwhCluster\n\n[IAM_ROLE]\n; whose?\nARN=''\n\n"
            "[CLUSTER]\nHOST=\nDB_NAME=dev\nDB_USER=awsuser\n# the end\n")

    def setUp(self) -> None:
        super().setUp()
        self.file = self.folder / "dwh.cfg"
        self.file.write_text(self.text)
        self.file.chmod(0o600)

    def test_is_written_without_a_touch_to_anything_else(self):
        self.create("--write-config")
        self.assertEqual(self.file.read_text(), self.text.replace("HOST=", f"HOST={HOST}").replace("ARN=''", f"ARN={ROLE_ARN}"))
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o600)
        self.delete("--write-config")
        self.assertEqual(self.file.read_text().replace("ARN=\n", "ARN=''\n"), self.text)

    def test_gets_sections_that_it_has_not(self):
        self.file.write_text("[DWH]\nDWH_CLUSTER_IDENTIFIER=dwhCluster")
        self.create("--write-config")
        self.assertEqual(self.file.read_text(), "[DWH]\nDWH_CLUSTER_IDENTIFIER=dwhCluster\n\n"
                                                f"[CLUSTER]\nHOST = {HOST}\nDB_NAME = dev\nDB_USER = awsuser\n\n"
                                                f"[IAM_ROLE]\nARN = {ROLE_ARN}\n")

    def test_is_not_touched_unless_one_wants(self):
        self.create()
        self.delete()
        self.assertEqual(self.file.read_text(), self.text)

    def test_that_cannot_be_written_is_said_before_anything_is_made(self):
        self.create("--write-config")  # so that what follows fails for one reason
        self.delete()
        before = len(self.cloud.changes)
        folder = self.folder / "closed"
        folder.mkdir()
        (folder / "dwh.cfg").write_text(self.text)
        folder.chmod(0o500)
        if os.access(folder, os.W_OK):
            self.skipTest("root may write everything")
        self.fail_with(self.cluster("create", "--yes", "--write-config", "--config", "closed/dwh.cfg"), 1,
                       "cannot write the configuration", "leave --write-config out")
        self.assertEqual(self.changes()[before:], [])

    def test_is_emptied_when_the_cluster_is_gone_already(self):
        self.create("--write-config")
        self.delete()
        self.assertIn(HOST, self.file.read_text())
        self.delete("--write-config")
        self.assertNotIn(HOST, self.file.read_text())

    def test_of_another_cluster_is_not_emptied(self):
        other = self.text.replace("HOST=", "HOST=other.abc123.us-east-1.redshift.amazonaws.com")
        self.file.write_text(other)
        self.create()
        self.delete("--write-config")
        self.assertEqual(self.file.read_text(), other)

    def test_of_a_cluster_of_that_name_elsewhere_is_not_emptied(self):
        other = self.text.replace("HOST=", f"HOST={NAME}.abc123.eu-west-1.redshift.amazonaws.com").replace(
            "ARN=", f"ARN=arn:aws:iam::999999999999:role/sparkify-{NAME}")
        self.file.write_text(other)
        self.create()
        self.delete("--write-config")
        self.assertEqual(self.file.read_text(), other)

    def test_that_still_names_what_is_gone_draws_a_warning(self):
        self.create("--write-config")
        self.assertIn("dwh.cfg still names host or role of the cluster", self.delete().stderr)
        self.delete("--write-config")
        self.assertNotIn("still names", self.delete().stderr)

    def test_that_names_another_host_draws_a_warning(self):
        self.file.write_text(self.text.replace("HOST=", "HOST=old.abc123.us-west-2.redshift.amazonaws.com"))
        self.assertIn("HOST = old.abc123.us-west-2.redshift.amazonaws.com, which is not this cluster's", self.create().stderr)

    def test_of_two_regions_has_that_of_aws_for_the_cluster(self):
        del self.environment["AWS_REGION"]
        self.file.write_text(self.text + "[S3]\nREGION=eu-west-1\n[AWS]\nREGION=us-east-1\n")
        self.create()
        self.assertEqual(self.status()["region"], "us-east-1")


if __name__ == "__main__":
    unittest.main()
