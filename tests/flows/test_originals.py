"""The real commands, in the set-ups in which an original was once replaced."""

import shutil

import pytest
from PIL import Image

from tests.program import Program, hashes, save_scenes, scene
from tests.raw_files import dng


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    program = Program(tmp_path_factory.mktemp("home"))
    program.learn()
    return program


def test_a_raw_file_into_its_own_folder(program, tmp_path):
    """The camera's JPEG has the name that the output wants: it stays, whoever writes."""
    save_scenes(tmp_path, 1)
    jpeg = (tmp_path / "IMG_0000.jpg").rename(tmp_path / "IMG_1.jpg")
    dng(tmp_path / "IMG_1.dng")
    before = hashes(tmp_path)
    for words in (
        ["enhance", tmp_path / "IMG_1.dng", "--taste", "warm", "--out", tmp_path, "--overwrite"],
        ["suggest", tmp_path / "IMG_1.dng", "--out", tmp_path, "--overwrite", "--steps", "1"],
    ):
        done = program(*words)
        assert done.returncode == 1 and "Move or delete it yourself" in done.stderr, done.stderr
        assert hashes(tmp_path) == before
    recipe = tmp_path.parent / f"{tmp_path.name}.json"
    recipe.write_text('{"format": "pieditor-recipe", "version": 1, "filters": []}')
    done = program(
        "render", tmp_path / "IMG_1.dng", recipe, "--out", tmp_path / "IMG_1.jpg", "--overwrite"
    )
    assert done.returncode == 1, done.stderr
    assert hashes(tmp_path) == before and jpeg.exists()


def test_a_sub_folder_into_the_folder_above(program, tmp_path):
    """A/p/a.jpg goes to A/a.jpg, and A/p/p/a.jpg would go to A/p/a.jpg, which is a photo."""
    for folder in ("p", "p/p"):
        save_scenes(tmp_path / "A" / folder, 1)
    before = hashes(tmp_path / "A")
    for policy in ("--overwrite", "--resume"):
        program(
            "enhance", tmp_path / "A" / "p", "--recursive", "--taste", "warm",
            "--out", tmp_path / "A", policy,
        )  # fmt: skip
        after = hashes(tmp_path / "A")
        assert {name: after[name] for name in before} == before


def test_three_names_of_which_two_become_one(program, tmp_path):
    """a.png, a.jpg and a.png.jpg as JPEG, beside themselves: nothing of the three changes."""
    for number, name in enumerate(("a.png", "a.jpg", "a.png.jpg")):
        scene(number).save(tmp_path / name)
    before = hashes(tmp_path)
    program(
        "enhance", *(tmp_path / name for name in before), "--taste", "warm", "--format", "jpeg",
        "--out", tmp_path, "--overwrite",
    )  # fmt: skip
    after = hashes(tmp_path)
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("out", [".", "..", "../photos", "linked"])
def test_every_way_to_name_the_originals_folder(program, tmp_path, out):
    """However --out is spelled, originals stay as they are."""
    photos = tmp_path / "photos"
    save_scenes(photos, 2)
    (photos / "linked").symlink_to(photos)
    shutil.copy(photos / "IMG_0000.jpg", tmp_path / "IMG_0000.jpg")
    before = hashes(tmp_path)
    program(
        "enhance", *sorted(photos.glob("*.jpg")), "--taste", "warm", "--out", photos / out,
        "--overwrite",
    )  # fmt: skip
    after = hashes(tmp_path)
    assert {name: after[name] for name in before} == before


def test_a_batch_names_what_it_left_out_and_lost(program, tmp_path):
    """The last lines, and the report, say what is not in the output folder, and why."""
    photos = tmp_path / "photos"
    save_scenes(photos, 1)
    for name in ("a.psd", "b.psd", "c.gif"):
        (photos / name).write_bytes(b"8BPS")
    (photos / "inside").mkdir()
    frames = [scene(n) for n in (1, 2, 3)]
    frames[0].save(photos / "scan.tif", save_all=True, append_images=frames[1:])
    report = tmp_path / "report.csv"
    done = program(
        "enhance", photos, "--taste", "warm", "--out", tmp_path / "out", "--report", report
    )
    assert done.returncode == 0, done.stderr
    assert "Left out: 1 .gif, 2 .psd are not read; 1 sub-folder" in done.stderr
    assert "scan.tif: without pages 2 to 3" in done.stderr
    rows = report.read_text().splitlines()
    assert sum(",left out," in row for row in rows) == 4
    assert any("scan.tif" in row and "pages 2 to 3" in row for row in rows)
    assert Image.open(tmp_path / "out" / "scan.tif").n_frames == 1


def test_a_report_never_replaces_another_file(program, tmp_path):
    """A slip of the hand in the name costs nobody a table of theirs."""
    save_scenes(tmp_path / "photos", 1)
    mine = tmp_path / "mine.csv"
    mine.write_text("my,own,table\n")
    done = program(
        "enhance", tmp_path / "photos", "--taste", "warm", "--out", tmp_path / "out",
        "--report", mine,
    )  # fmt: skip
    assert done.returncode == 2 and "no report of pieditor" in done.stderr
    assert mine.read_text() == "my,own,table\n"
    assert not (tmp_path / "out").exists()


def test_two_runs_over_one_folder_share_the_work(program, tmp_path):
    """What the other run finished counts as finished before, and nothing as failed."""
    photos = tmp_path / "photos"
    save_scenes(photos, 12)
    words = (
        "enhance", photos, "--taste", "warm", "--out", tmp_path / "out", "--resume", "--jobs", "2",
    )  # fmt: skip
    both = [program.start(*words) for _ in range(2)]
    for process in both:
        _, err = process.communicate()
        assert process.returncode == 0, err
        assert "failed" not in err
    assert len(list((tmp_path / "out").glob("*.jpg"))) == 12
