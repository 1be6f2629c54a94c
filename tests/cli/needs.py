"""What a case may need beyond the program, and how that is provided."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = Path(os.environ.get("SPARKIFY_SAMPLE", REPOSITORY / "../shared/data/sparkify-sample"))
SMALL_DISK = "small-disk"
SMALL_DISK_SIZE = "6m"


class Absent(Exception):
    """Something that a case needs is not there."""


@contextmanager
def provided(needs: list[str], folder: Path) -> Iterator[None]:
    """Provides what a case needs in its folder, and takes it away afterwards:

    sample      the real data, as a link `sample`
    root        to be run by root;  user: not to be
    model       a copy of the SQL model in `model`, to be changed
    small-disk  a full disk to be had: a mount point `disk` of a few megabytes
    other words a program of that name
    """
    for need in needs:
        if need == "sample":
            if not SAMPLE.is_dir():
                raise Absent(f"the real data are not at {SAMPLE}")
            (folder / "sample").symlink_to(SAMPLE.resolve())
        elif need == "model":
            shutil.copytree(REPOSITORY / "sql", folder / "model")
        elif need in ("root", "user"):
            if (os.geteuid() == 0) != (need == "root"):
                raise Absent("only root can run it" if need == "root" else "root may read everything")
        elif need != SMALL_DISK and shutil.which(need) is None:
            raise Absent(f"{need} is not installed")
    if SMALL_DISK not in needs:
        yield
        return
    with _small_disk(folder / "disk"):
        yield


@contextmanager
def _small_disk(place: Path) -> Iterator[None]:
    if os.geteuid() != 0:
        raise Absent("only root can mount a small disk")
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK_SIZE}", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        raise Absent("a small disk cannot be mounted here")
    try:
        yield
    finally:
        if subprocess.run(["umount", str(place)], check=False).returncode != 0:
            subprocess.run(["umount", "--lazy", str(place)], check=True)
