"""A watched folder: photos are enhanced once they are whole, and never twice."""

import os
import shutil
import threading
import time

import pytest
from PIL import Image

from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.imaging.encode import OutputOptions
from pieditor.services.batch.lanes import ThreadLane
from pieditor.services.batch.log import BatchLog, Kind
from pieditor.services.batch.requests import JobState
from pieditor.services.batch.watch import Watch, Watcher
from pieditor.services.networks.shared import Networks
from tests.program import save_scenes

BRIGHT = Recipe(filters=(FilterSetting(name="exposure", values={"stops": 0.5}),))


class Watched:
    """A folder that is watched in a thread, and what was said of it."""

    def __init__(self, place, **options):
        self.folder, self.out = place / "in", place / "in" / "enhanced"
        self.folder.mkdir(exist_ok=True)
        self.events, self.problems = [], []
        self.stop = threading.Event()
        self.log = BatchLog(place / "logs", self.out, Kind.WATCH)
        self.watcher = Watcher(
            watch=Watch(
                folder=self.folder,
                recipe=BRIGHT,
                out=self.out,
                **{"options": OutputOptions(), **options},
            ),
            make_lane=lambda: ThreadLane(Networks("cpu"), 1),
            log=self.log,
            on_event=self.note,
            on_problem=lambda error: self.problems.append(str(error)),
            stop=self.stop,
            look_s=0.05,
            rest_s=0.3,
        )
        self.thread = threading.Thread(target=self.watcher.run, daemon=True)
        self.thread.start()

    def note(self, event):
        if event.state in (JobState.DONE, JobState.FAILED):
            self.events.append((event.request.photo.name, event.state))

    def wait(self, *names, state=JobState.DONE):
        """Until these have ended so."""
        deadline = time.monotonic() + 60
        while not all((name, state) in self.events for name in names):
            assert time.monotonic() < deadline and self.thread.is_alive(), self.events
            time.sleep(0.02)

    def looks(self, count=6):
        time.sleep(0.05 * count + 0.3)

    def end(self):
        self.stop.set()
        self.thread.join(60)
        assert not self.thread.is_alive()
        self.log.close()


@pytest.fixture
def watch(tmp_path):
    running = []

    def start(**options):
        running.append(Watched(tmp_path, **options))
        return running[-1]

    yield start
    for one in running:
        one.end()


@pytest.fixture
def scenes(tmp_path):
    return save_scenes(tmp_path / "scenes", 3)


def test_photos_are_enhanced_as_they_come(watch, scenes):
    """Once each, whatever else happens in the folder."""
    watched = watch()
    shutil.copy(scenes[0], watched.folder / "a.jpg")
    watched.wait("a.jpg")
    (watched.folder / "notes.txt").write_text("no photo")
    shutil.copy(scenes[1], watched.folder / "b.jpg")
    watched.wait("b.jpg")
    watched.looks()
    assert sorted(path.name for path in watched.out.iterdir()) == ["a.jpg", "b.jpg"]
    assert len(watched.events) == 2 and not watched.problems


def test_a_photo_that_grows_is_waited_for(watch, scenes):
    """A copy of a quarter now and the rest later is one photo, and not a damaged one."""
    watched = watch()
    watched.watcher.rest_s = 1.5
    data = scenes[0].read_bytes()
    with (watched.folder / "a.jpg").open("wb") as file:
        for part in range(8):
            file.write(data[len(data) * part // 8 : len(data) * (part + 1) // 8])
            file.flush()
            time.sleep(0.3)  # in all longer than the rest, each time much shorter
            assert not watched.events
    watched.wait("a.jpg")


def test_watching_survives_a_restart(watch, scenes):
    """What came meanwhile is done, what was done is not done again."""
    watched = watch()
    shutil.copy(scenes[0], watched.folder / "a.jpg")
    watched.wait("a.jpg")
    watched.end()
    before = (watched.out / "a.jpg").stat().st_mtime_ns
    shutil.copy(scenes[1], watched.folder / "b.jpg")
    again = watch()
    again.wait("b.jpg")
    again.looks()
    assert again.events == [("b.jpg", JobState.DONE)]
    assert (again.out / "a.jpg").stat().st_mtime_ns == before


def test_a_photo_that_is_replaced_is_done_anew(watch, scenes):
    """Another file under the same name is another photo."""
    watched = watch()
    shutil.copy(scenes[0], watched.folder / "a.jpg")
    watched.wait("a.jpg")
    before = (watched.out / "a.jpg").read_bytes()
    watched.events.clear()
    shutil.copy(scenes[1], watched.folder / "a.jpg")
    watched.wait("a.jpg")
    assert (watched.out / "a.jpg").read_bytes() != before


def test_a_bad_photo_is_named_once_and_tried_again_when_it_changes(watch, scenes):
    """The others are done."""
    watched = watch()
    (watched.folder / "bad.jpg").write_bytes(scenes[0].read_bytes()[:300])
    shutil.copy(scenes[1], watched.folder / "good.jpg")
    watched.wait("bad.jpg", state=JobState.FAILED)
    watched.wait("good.jpg")
    watched.looks()
    assert len(watched.events) == 2
    shutil.copy(scenes[0], watched.folder / "bad.jpg")
    watched.wait("bad.jpg")


def test_photos_that_would_share_a_name_both_have_an_output(watch, scenes):
    """However late the second one comes: a raw file beside its JPEG, for one."""
    watched = watch(options=OutputOptions(format="jpeg"))
    Image.open(scenes[0]).save(watched.folder / "a.png")
    watched.wait("a.png")
    watched.events.clear()
    shutil.copy(scenes[1], watched.folder / "a.jpg")
    watched.wait("a.jpg", "a.png")
    assert sorted(path.name for path in watched.out.glob("*.jpg")) == ["a.jpg", "a.png.jpg"]


def test_a_folder_that_goes_and_comes_back(watch, scenes):
    """Said once; a card that is put in again goes on."""
    watched = watch()
    away = watched.folder.with_name("away")
    os.rename(watched.folder, away)
    watched.looks(10)
    assert len(watched.problems) == 1 and "no such file or folder" in watched.problems[0]
    os.rename(away, watched.folder)
    shutil.copy(scenes[0], watched.folder / "a.jpg")
    watched.wait("a.jpg")


def test_sub_folders_are_watched_on_request(watch, scenes):
    """And mirrored; the outputs among them are no new photos."""
    watched = watch(recursive=True)
    (watched.folder / "trip").mkdir()
    shutil.copy(scenes[0], watched.folder / "trip" / "a.jpg")
    watched.wait("a.jpg")
    watched.looks()
    assert (watched.out / "trip" / "a.jpg").exists() and len(watched.events) == 1
