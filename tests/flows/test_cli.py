"""The command line as a photographer uses it: the real program, real files, another reader."""

import csv
import io
import json
import signal
import subprocess

import numpy as np
import pytest
from PIL import Image

from pieditor import __version__
from pieditor.core.render.lut import read_cube
from tests.program import TEMPORARY, Program, hashes, opened, save_scenes, scene


@pytest.fixture
def program(tmp_path):
    return Program(tmp_path)


@pytest.fixture(scope="module")
def learned(tmp_path_factory):
    """One program with two tastes and four photos, for everything that only reads them."""
    home = tmp_path_factory.mktemp("learned")
    program = Program(home)
    program.learn("warm", warmth=1.0)
    program.learn("cold", warmth=-1.0)
    save_scenes(home / "photos", 4)
    return program


def enhance(program, *words, taste="warm", photos=None, out="out"):
    """`pieditor enhance` on the photos of the fixture."""
    photos = program.home / "photos" if photos is None else photos
    return program("enhance", photos, "--taste", taste, "--out", program.home / out, *words)


def test_learn_list_show_enhance(program, tmp_path):
    """The main job: favourites in, a folder in that taste out, openable by any program."""
    favourites = tmp_path / "liked"
    save_scenes(favourites, 10, warmth=1.0, start=50)
    done = program("taste", "learn", "mine", favourites)
    assert done.returncode == 0
    assert done.stdout == "" and "Learned 'mine' from 10 favourites" in done.stderr
    listed = program("taste", "list")
    assert listed.stdout.startswith("mine\t10 favourites\t")
    shown = json.loads(program("taste", "show", "mine", "--json").stdout)
    assert shown["num_favourites"] == 10 and 0 < shown["stability"] <= 1
    assert "num favourites  10" in program("taste", "show", "mine").stdout

    photos = tmp_path / "photos"
    paths = save_scenes(photos, 3)
    before = hashes(photos)
    done = enhance(program, taste="mine")
    assert done.returncode == 0 and done.stdout == ""
    assert "3 of 3 photos enhanced" in done.stderr
    assert hashes(photos) == before
    for path in paths:
        assert opened(tmp_path / "out" / path.name).shape == opened(path).shape
    assert not list((tmp_path / "out").rglob(TEMPORARY))


def test_a_warm_taste_is_warmer_than_a_cold_one(learned):
    """Two tastes give two pictures, in the direction of their favourites."""
    for taste in ("warm", "cold"):
        assert enhance(learned, taste=taste, out=f"direction-{taste}").returncode == 0

    def warmth(folder):
        pictures = [opened(p).astype(float) for p in sorted((learned.home / folder).iterdir())]
        return np.mean([p[..., 0].mean() - p[..., 2].mean() for p in pictures])

    assert warmth("direction-warm") > warmth("direction-cold") + 2


def test_the_same_twice_is_the_same_bytes(learned):
    """Same input, recipe, version and provider, any number of jobs: same files."""
    enhance(learned, "--jobs", "1", out="once")
    enhance(learned, "--jobs", "3", out="twice")
    assert hashes(learned.home / "once") == hashes(learned.home / "twice")


def test_strength_zero_is_the_photo(learned):
    """Losslessly encoded, nothing has changed; at 1.5 more than at 1."""
    photo = learned.home / "flat.png"
    scene(3).save(photo)
    distances = []
    for strength in ("0", "1", "1.5"):
        out = f"strength-{strength}"
        done = enhance(learned, "--strength", strength, photos=photo, out=out)
        assert done.returncode == 0
        result = opened(learned.home / out / "flat.png").astype(float)
        distances.append(np.abs(result - opened(photo)).mean())
    assert distances[0] == 0 < distances[1] < distances[2]


@pytest.mark.parametrize(
    ("name", "suffix", "kind"),
    [("jpeg", ".jpg", "JPEG"), ("png", ".png", "PNG"), ("tiff", ".tif", "TIFF"),
     ("webp", ".webp", "WEBP"), ("avif", ".avif", "AVIF")],
)  # fmt: skip
def test_every_format_opens_elsewhere(learned, name, suffix, kind):
    """Another library reads each output, of the size asked for."""
    photo = learned.home / "photos" / "IMG_0000.jpg"
    done = enhance(
        learned, "--format", name, "--long-edge", "72", "--quality", "80", photos=photo,
        out=f"format-{name}",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with Image.open(learned.home / f"format-{name}" / f"IMG_0000{suffix}") as image:
        image.load()
        assert image.format == kind and image.size == (72, 48)


def test_sub_folders_need_asking(program, tmp_path):
    """Without --recursive only the folder itself; with it, mirrored."""
    program.learn()
    save_scenes(tmp_path / "photos", 1)
    save_scenes(tmp_path / "photos" / "day 2", 1, start=5)
    assert enhance(program, out="flat").returncode == 0
    assert enhance(program, "--recursive", out="deep").returncode == 0
    assert list(hashes(tmp_path / "flat")) == ["IMG_0000.jpg"]
    assert list(hashes(tmp_path / "deep")) == ["IMG_0000.jpg", "day 2/IMG_0005.jpg"]


def test_existing_outputs_are_kept_unless_asked(program, tmp_path):
    """A file of somebody else stays whatever is asked; --overwrite replaces our own alone."""
    program.learn()
    save_scenes(tmp_path / "photos", 2)
    out = tmp_path / "out"
    out.mkdir()
    (out / "IMG_0000.jpg").write_bytes(b"something of mine")
    done = enhance(program)
    assert done.returncode == 1
    assert "IMG_0000.jpg" in done.stderr and "Move or delete it yourself" in done.stderr
    assert opened(out / "IMG_0001.jpg").size
    again = enhance(program)
    assert again.returncode == 1
    assert "Use --overwrite to replace it" in again.stderr and "--resume goes on" in again.stderr
    before = (out / "IMG_0001.jpg").read_bytes()
    replaced = enhance(program, "--overwrite", "--strength", "0.5")
    assert replaced.returncode == 1 and "1 of 2 photos enhanced" in replaced.stderr
    assert (out / "IMG_0000.jpg").read_bytes() == b"something of mine"
    assert (out / "IMG_0001.jpg").read_bytes() != before


def test_resume_skips_what_is_finished(program, tmp_path):
    """Finished outputs stay untouched; new photos, changed ones and new settings are done."""
    program.learn()
    photos = tmp_path / "photos"
    save_scenes(photos, 2)
    assert enhance(program).returncode == 0
    times = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "out").iterdir()}
    save_scenes(photos, 1, start=7)
    scene(55).save(photos / "IMG_0001.jpg")
    done = enhance(program, "--resume")
    assert done.returncode == 0, done.stderr
    assert "2 of 3 photos enhanced" in done.stderr and "1 finished before" in done.stderr
    after = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "out").iterdir()}
    assert after["IMG_0000.jpg"] == times["IMG_0000.jpg"]
    assert after["IMG_0001.jpg"] != times["IMG_0001.jpg"] and "IMG_0007.jpg" in after
    done = enhance(program, "--resume", "--strength", "0.5")
    assert "3 of 3 photos enhanced" in done.stderr


def test_resume_leaves_the_files_of_others(program, tmp_path):
    """A file that pieditor did not write is not its to replace."""
    program.learn()
    save_scenes(tmp_path / "photos", 1)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "IMG_0000.jpg").write_bytes(b"mine")
    done = enhance(program, "--resume")
    assert done.returncode == 1
    assert (tmp_path / "out" / "IMG_0000.jpg").read_bytes() == b"mine"


def test_outputs_among_the_originals_are_no_originals(program, tmp_path):
    """A second run over a folder that holds its own output folder finds the same photos."""
    program.learn()
    photos = tmp_path / "photos"
    save_scenes(photos, 2)
    for words in ([], ["--resume"], ["--overwrite"]):
        done = enhance(program, "--recursive", *words, out="photos/Größe 📷")
        assert done.returncode == 0, done.stderr
        assert len([p for p in photos.rglob("*") if p.is_file()]) == 4
    done = enhance(program, "--format", "webp", out="photos")
    assert done.returncode == 2 and "it is the folder of the originals" in done.stderr


def test_a_dry_run_of_a_resumed_batch_lists_what_is_left(program, tmp_path):
    """What is finished would not be written."""
    program.learn()
    save_scenes(tmp_path / "photos", 1)
    assert enhance(program).returncode == 0
    save_scenes(tmp_path / "photos", 1, start=1)
    done = enhance(program, "--resume", "--dry-run")
    assert done.stdout.count("\n") == 1 and "IMG_0001.jpg" in done.stdout


def test_names_too_long_for_an_ending_more_stop_nobody(program, tmp_path):
    """`.jpg` can become `.jpeg.webp` only where the disk has room for the name."""
    program.learn()
    photos = tmp_path / "photos"
    first = save_scenes(photos, 2)[0]
    longest = first.rename(photos / ("ü" * 125 + ".jpg"))
    longest.with_suffix(".png").write_bytes(longest.read_bytes())
    done = enhance(program, "--format", "webp")
    assert done.returncode == 1
    assert done.stderr.count("its name is too long") == 1
    assert "2 of 3 photos enhanced" in done.stderr


def test_dry_run_writes_nothing(learned):
    """Source and target, tab between, on stdout."""
    done = enhance(learned, "--dry-run", "--format", "png", out="dry")
    assert done.returncode == 0 and not (learned.home / "dry").exists()
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert [target.rsplit("/", 1)[1] for _, target in lines] == [
        f"IMG_000{i}.png" for i in range(4)
    ]


def test_shards_make_the_whole(learned):
    """Three machines, one folder: every photo once."""
    for index in (1, 2, 3):
        done = enhance(learned, "--shard", f"{index}/3", out="shards")
        assert done.returncode == 0, done.stderr
    assert len(list((learned.home / "shards").iterdir())) == 4


def test_the_report_has_a_row_for_every_photo(program, tmp_path):
    """State, output and reason of each, as CSV."""
    program.learn()
    save_scenes(tmp_path / "photos", 2)
    (tmp_path / "photos" / "IMG_0002.jpg").write_bytes(b"no picture")
    done = enhance(program, "--report", tmp_path / "report.csv")
    assert done.returncode == 1
    rows = list(csv.DictReader(io.StringIO((tmp_path / "report.csv").read_text())))
    assert [row["state"] for row in rows] == ["done", "done", "failed"]
    assert rows[0]["output"].endswith("out/IMG_0000.jpg") and rows[0]["reason"] == ""
    assert rows[2]["output"] == "" and "IMG_0002.jpg" in rows[2]["reason"]


def test_rejects_change_the_taste(program, tmp_path):
    """With pictures they do not like, the triplet scheme is used and told."""
    liked, disliked = tmp_path / "liked", tmp_path / "disliked"
    save_scenes(liked, 5, warmth=1.0)
    save_scenes(disliked, 3, warmth=-1.0, start=30)
    done = program("taste", "learn", "a", liked, "--reject", disliked)
    assert done.returncode == 0, done.stderr
    facts = json.loads(program("taste", "show", "a", "--json").stdout)
    assert facts["scheme"] == "triplet" and facts["num_rejects"] == 3


def test_tastes_travel_and_change_names(learned, tmp_path):
    """Export, import under another name, blend, rename, delete to the trash."""
    home = learned.home
    file = tmp_path / "warm.taste"
    assert learned("taste", "export", "warm", file).returncode == 0
    assert learned("taste", "export", "warm", file).returncode == 1  # not replaced
    assert learned("taste", "import", file, "--as", "gift").returncode == 0
    mixed = learned("taste", "blend", "gift", "cold", "--mix", "0.25", "--as", "mixed")
    assert mixed.returncode == 0, mixed.stderr
    assert learned("taste", "rename", "mixed", "quarter").returncode == 0
    names = [t["name"] for t in json.loads(learned("taste", "list", "--json").stdout)]
    assert names == ["cold", "gift", "quarter", "warm"]
    assert learned("taste", "delete", "quarter").returncode == 0
    assert learned("taste", "delete", "gift").returncode == 0
    assert (home / "xdg" / "Trash" / "files" / "quarter.taste").exists()
    assert enhance(learned, "--dry-run", taste=file, out="by-file").returncode == 0


def test_a_taste_of_another_model_is_refused(learned, tmp_path):
    """Exit code 1, and the sentence says to learn it again."""
    document = json.loads((learned.home / "data" / "tastes" / "warm.taste").read_text())
    document["model"] = "0" * 64
    file = tmp_path / "old.taste"
    file.write_text(json.dumps(document))
    for words in (
        ("enhance", learned.home / "photos", "--taste", file, "--out", tmp_path / "out"),
        ("taste", "import", file, "--as", "old"),
        ("lut", "--taste", file, "--out", tmp_path / "x.cube"),
    ):
        done = learned(*words)
        assert done.returncode == 1 and "Learn it again" in done.stderr
    assert not (tmp_path / "out").exists() and not (tmp_path / "x.cube").exists()


def test_lut_writes_a_table_for_other_programs(learned, tmp_path):
    """On average or for one photo, of the size asked for, never over an existing file."""
    average, own = tmp_path / "average.cube", tmp_path / "own.cube"
    photo = learned.home / "photos" / "IMG_0001.jpg"
    assert learned("lut", "--taste", "warm", "--size", "9", "--out", average).returncode == 0
    done = learned("lut", "--taste", "warm", "--photo", photo, "--size", "9", "--out", own)
    assert done.returncode == 0 and done.stdout == ""
    tables = [read_cube(p.read_text(), p.name) for p in (average, own)]
    assert tables[0].shape == (9, 9, 9, 3) and not np.array_equal(*tables)
    assert learned("lut", "--taste", "warm", "--out", own).returncode == 1
    assert learned("lut", "--taste", "warm", "--out", own, "--overwrite").returncode == 0


def test_render_applies_a_recipe(learned, tmp_path):
    """Sliders from a file: one stop brighter in linear light, checked pixel by pixel."""
    recipe = tmp_path / "brighter.json"
    recipe.write_text(
        json.dumps(
            {
                "format": "pieditor-recipe",
                "version": 1,
                "filters": [{"name": "exposure", "values": {"stops": 1.0}}],
            }
        )
    )
    photo, out = tmp_path / "grey.png", tmp_path / "bright.png"
    Image.new("RGB", (40, 30), (128, 128, 128)).save(photo)
    done = learned("render", photo, recipe, "--out", out)
    assert done.returncode == 0, done.stderr
    # ((128/255 + 0.055)/1.055)^2.4 = 0.21586; twice that is 175.5 of 255.
    assert np.abs(opened(out).astype(int) - 175.5).max() <= 1.5
    assert learned("render", photo, recipe, "--out", photo, "--overwrite").returncode == 1
    assert learned("render", photo, recipe, "--out", tmp_path / "x.gif").returncode == 2
    recipe.write_text("{")
    done = learned("render", photo, recipe, "--out", tmp_path / "y.png")
    assert done.returncode == 1 and "brighter.json" in done.stderr


def test_demo_shows_the_main_job(program, tmp_path):
    """With nothing of one's own: favourites, a taste, enhanced photos, and where they are."""
    pytest.importorskip("skimage")
    done = program("demo", "--out", tmp_path / "demo")
    assert done.returncode == 0, done.stderr
    enhanced = tmp_path / "demo" / "enhanced"
    assert done.stdout.strip() == str(enhanced)
    pictures = list(enhanced.iterdir())
    assert len(pictures) >= 5 and all(opened(p).size for p in pictures)
    assert (tmp_path / "demo" / "demo.taste").exists()


def test_doctor_is_pasteable(program):
    """Versions, models, provider, folders, timing; on stdout."""
    done = program("doctor")
    assert done.returncode == 0
    for words in (__version__, "numpy", "onnxruntime", "verified", "CPU", str(program.home)):
        assert words in done.stdout
    assert done.stderr == ""


def test_models_are_listed_and_verified(program):
    """Every file matches its hash, and says what made it."""
    done = program("models", "verify")
    assert done.returncode == 0 and done.stdout.count("\tverified") >= 3
    listed = program("models", "list")
    assert listed.stdout.count("\n") >= 3 and "licence" in listed.stdout


WRONG = {
    "no such command": (["enhanse"], "did you mean 'enhance'"),
    "no such folder": (["holidays/2026"], "holidays/2026 does not exist"),
    "no taste": (["enhance", "a.jpg", "--out", "o"], "--taste"),
    "strength out of range": (
        ["enhance", "a", "--taste", "t", "--out", "o", "--strength", "2"], "0 to 1.5",
    ),
    "strength in words": (
        ["enhance", "a", "--taste", "t", "--out", "o", "--strength", "nan"], "0 to 1.5",
    ),
    "half a shard": (["enhance", "a", "--taste", "t", "--out", "o", "--shard", "3"], "I/N"),
    "shard beyond the last": (
        ["enhance", "a", "--taste", "t", "--out", "o", "--shard", "4/3"], "between 1 and N",
    ),
    "resume and overwrite": (
        ["enhance", "a", "--taste", "t", "--out", "o", "--resume", "--overwrite"], "not allowed",
    ),
    "a report that is a photo": (
        ["enhance", "a", "--taste", "t", "--out", "o", "--report", "a.jpg"], ".csv",
    ),
    "unknown format": (["enhance", "a", "--taste", "t", "--out", "o", "--format", "gif"], "gif"),
    "mix beyond all": (["taste", "blend", "a", "b", "--as", "c", "--mix", "2"], "0 to 1"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG)
def test_wrong_usage_exits_2(program, kind):
    """Said on stderr, with what would be right."""
    words, sentence = WRONG[kind]
    done = program(*words)
    assert done.returncode == 2 and done.stdout == "" and sentence in done.stderr


def test_unknown_things_exit_1(learned, tmp_path):
    """An unknown taste lists the known ones; an empty folder is told."""
    done = enhance(learned, taste="wram")
    assert done.returncode == 1 and "cold" in done.stderr and "warm" in done.stderr
    (tmp_path / "empty").mkdir()
    done = enhance(learned, photos=tmp_path / "empty")
    assert done.returncode == 1 and "no photos" in done.stderr


def test_out_may_not_be_a_file(learned, tmp_path):
    """Wrong usage before anything is read."""
    (tmp_path / "file").write_text("")
    done = enhance(learned, out=tmp_path / "file")
    assert done.returncode == 2 and "it is a file" in done.stderr


def test_quiet_says_only_what_went_wrong(learned):
    """Nothing for a success; a failure is still named."""
    done = enhance(learned, "--quiet", out="quiet")
    assert done.returncode == 0 and done.stdout == done.stderr == ""
    done = enhance(learned, "--quiet", out="quiet")
    assert done.returncode == 1 and done.stderr.count("\n") == 4


def test_verbose_says_every_step(learned):
    """Each output with its time."""
    done = enhance(learned, "--verbose", out="verbose")
    assert done.stderr.count("verbose/IMG_000") == 4


def terminal_output(program, *words):
    """What a terminal would get on stderr."""
    import os
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        program.command(*words), env=program.environment(), cwd=program.home,
        stdout=subprocess.DEVNULL, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:  # Linux ends a terminal whose other side is gone with EIO
        pass
    os.close(ours)
    process.wait()
    return shown.decode()


def test_colour_and_progress_are_for_terminals(learned):
    """A bar and a red mark on a terminal, no colour with NO_COLOR, neither in a file."""
    photos = learned.home / "photos"
    words = ("enhance", photos, photos / "gone.jpg", "--taste", "warm", "--overwrite", "--out")
    plain = learned(*words, learned.home / "terminal")
    assert "\x1b" not in plain.stderr and "█" not in plain.stderr
    coloured = terminal_output(learned, *words, learned.home / "terminal")
    assert "\x1b[31m" in coloured and "█" in coloured
    grey = Program(learned.home, {"NO_COLOR": "1"})
    assert "\x1b[31m" not in terminal_output(grey, *words, learned.home / "terminal")


def test_an_interrupt_keeps_what_is_done(program, tmp_path):
    """Ctrl+C in the middle: exit 130, finished outputs are whole, no remains; then --resume."""
    program.learn()
    photos = tmp_path / "photos"
    save_scenes(photos, 12, height=400, width=600)
    before = hashes(photos)
    words = ("enhance", photos, "--taste", "warm", "--out", tmp_path / "out", "--jobs", "1")
    report = tmp_path / "report.csv"
    process = program.start(*words, "--verbose", "--report", report)
    for line in process.stderr:
        if "out/IMG_" in line:  # the first photo is finished
            break
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate()
    assert process.returncode == 130, rest
    assert "Interrupted" in rest and "Traceback" not in rest
    finished = sorted((tmp_path / "out").glob("*.jpg"))
    assert 1 <= len(finished) < 12
    assert report.read_text().count(",done,") == len(finished)
    assert all(opened(path).shape == (400, 600, 3) for path in finished)
    assert not list((tmp_path / "out").rglob(TEMPORARY))
    done = program(*words, "--resume")
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").glob("*.jpg"))) == 12
    assert hashes(photos) == before


def test_a_reader_that_leaves_is_no_error(learned):
    """`pieditor models list | true` ends quietly."""
    process = learned.start("models", "list")
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() in (0, 141)
    process.stderr.close()


def test_version_and_help(program):
    """On stdout, with exit code 0; every command is listed."""
    assert program("--version").stdout == f"pieditor {__version__}\n"
    listed = program("--help").stdout
    for command in ("enhance", "taste", "lut", "render", "demo", "doctor", "models"):
        assert command in listed
        assert program(command, "--help").returncode == 0
