"""The batch on a Dask cluster: the same outputs, from workers that see the same folders."""

import os
import signal

import pytest

from tests.program import Program, hashes, save_scenes

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def address():
    """A scheduler with one worker, in another current folder than the program's."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None,
        protocol="tcp://",
    ) as cluster:  # fmt: skip
        yield cluster.scheduler_address


def test_a_cluster_makes_the_same_files(tmp_path, address):
    """To the byte; bad photos are named, and resuming skips what is finished."""
    program = Program(tmp_path)
    program.learn()
    save_scenes(tmp_path / "photos", 3)
    words = ("enhance", "photos", "--taste", "warm", "--out")
    assert program(*words, "here").returncode == 0
    done = program(*words, "there", "--scheduler", address)
    assert done.returncode == 0, done.stderr
    assert "3 of 3 photos enhanced" in done.stderr
    assert hashes(tmp_path / "here") == hashes(tmp_path / "there")
    (tmp_path / "photos" / "IMG_0009.jpg").write_text("no picture")
    done = program(*words, "there", "--scheduler", address, "--resume")
    assert done.returncode == 1
    assert "3 finished before" in done.stderr and "IMG_0009.jpg" in done.stderr


def test_a_worker_that_is_killed_costs_nothing(tmp_path):
    """Its photos go to another one; each is there, with the same bytes."""
    program = Program(tmp_path)
    program.learn()
    save_scenes(tmp_path / "photos", 12, height=600, width=900)
    words = ("enhance", "photos", "--taste", "warm", "--verbose", "--out")
    assert program(*words, "here").returncode == 0
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, protocol="tcp://",
        silence_logs=50,
    ) as cluster:  # fmt: skip
        process = program.start(*words, "there", "--scheduler", cluster.scheduler_address)
        for line in process.stderr:
            if "IMG_0002.jpg" in line:
                os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
                break
        said = process.communicate()[1]
    assert process.returncode == 0 and "12 of 12 photos enhanced" in said
    assert hashes(tmp_path / "here") == hashes(tmp_path / "there")


def test_a_scheduler_that_is_not_there(tmp_path):
    """Wrong usage, with the address."""
    program = Program(tmp_path)
    program.learn()
    save_scenes(tmp_path / "photos", 1)
    done = program(
        "enhance", "photos", "--taste", "warm", "--out", "out", "--scheduler", "tcp://127.0.0.1:9"
    )
    assert done.returncode == 2 and "tcp://127.0.0.1:9" in done.stderr
