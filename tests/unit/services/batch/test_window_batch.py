"""The batch of the window: what is planned, how it is paused, counted and taken up again."""

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pieditor.core.errors import RecipeInvalid, WrongUsage
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse, write_recipe
from pieditor.core.taste import TasteBody
from pieditor.imaging.encode import OutputOptions
from pieditor.services.batch.finished import describe
from pieditor.services.batch.log import BatchLog, Kind
from pieditor.services.batch.requests import EnhanceRequest, JobEvent, JobState, settings_hash
from pieditor.services.batch.unfinished import discard, find_unfinished
from pieditor.services.batch.window_batch import (
    BatchControl,
    Existing,
    Progress,
    Run,
    Treatment,
    numbered,
    plan_batch,
    run_planned,
)
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.sidecars import Sidecar, SidecarStore
from tests.program import save_scenes

EXPOSURE = FilterSetting(name="exposure", values={"stops": 0.5})
CONTRAST = FilterSetting(name="contrast", values={"contrast": 0.2})
OWN = Recipe(filters=(EXPOSURE,))
JPEG = OutputOptions(format="jpeg")


def taste(name="warm"):
    return TasteUse(
        name=name, body=TasteBody.of_vector(np.ones(512, np.float32), "m"), strength=0.7
    )


@pytest.fixture
def store(tmp_path):
    return SidecarStore(tmp_path / "data")


def test_a_batch_changes_only_what_is_named():
    """Each photo's own filters stay, unless they are given or left out on purpose."""
    use = taste()
    assert Treatment().recipe_for(OWN) is OWN
    only = Treatment(use_own_edit=False, taste=use).recipe_for(OWN)
    assert (only.taste, only.filters) == (use, ())
    both = Treatment(taste=use).recipe_for(OWN)
    assert (both.taste, both.filters, both.look_strength) == (use, (EXPOSURE,), 0.7)
    brighter = replace(EXPOSURE, values={"stops": 2.0})
    given = Treatment(filters=(brighter, CONTRAST)).recipe_for(OWN)
    assert given.filters == (brighter, CONTRAST)


def test_an_explained_photo_in_another_taste_keeps_what_was_changed_since():
    """The sliders that stood for its own taste still count as fitted, with the whole remainder."""
    cold = replace(taste("cold"), explained=(EXPOSURE,), remainder=0.3)
    own = Recipe(taste=cold, filters=(EXPOSURE, CONTRAST))
    other = Treatment(taste=taste()).recipe_for(own)
    assert other == replace(own, taste=replace(taste(), explained=(EXPOSURE,)))


def test_each_photo_has_its_own_recipe(store, tmp_path):
    """A damaged sidecar is refused by name, the others are planned."""
    photos = [tmp_path / "in" / name for name in ("a.jpg", "b.jpg", "sub/c.jpg")]
    for photo in photos:
        photo.parent.mkdir(parents=True, exist_ok=True)
        photo.write_bytes(b"\xff\xd8\xff")
    store.write(photos[0], Sidecar(recipe=OWN))
    (tmp_path / "in" / "b.jpg.pie.json").write_text("{")
    out = tmp_path / "out"
    planned = plan_batch(photos, Treatment(), store, JPEG, out, Existing.KEEP, root=tmp_path / "in")
    assert [(r.output, r.recipe.filters) for r in planned.requests] == [
        (out / "a.jpg", (EXPOSURE,)),
        (out / "sub" / "c.jpg", ()),
    ]
    ((path, error),) = planned.refused
    assert path == photos[1] and isinstance(error, RecipeInvalid)
    assert not any(request.options.overwrite for request in planned.requests)
    replacing = plan_batch(photos[:1], Treatment(), store, JPEG, out, Existing.REPLACE)
    assert replacing.requests[0].options.overwrite


def test_the_folder_of_the_originals_is_refused(store, tmp_path):
    """Outputs among them would be taken for originals the next time."""
    with pytest.raises(WrongUsage, match="enhanced"):
        plan_batch([tmp_path / "a.jpg"], Treatment(), store, JPEG, tmp_path, Existing.NUMBER)


def request(index, output, photo="p.jpg", recipe=Recipe(), options=JPEG):
    return EnhanceRequest(
        id=index, photo=Path(photo), output=Path(output), recipe=recipe, options=options
    )


def test_numbers_avoid_what_exists_and_one_another():
    """Nothing is replaced, and no two photos meet."""
    requests = [request(i, f"/o/{name}") for i, name in enumerate(["a.jpg", "A-2.jpg", "b.jpg"])]
    there = {Path("/o/a.jpg"), Path("/o/a-3.jpg")}
    named = [r.output.name for r in numbered(requests, there.__contains__)]
    assert named == ["a-4.jpg", "A-2.jpg", "b.jpg"]


def test_the_pace_leaves_pauses_out():
    """By the clock that is handed in: 2 photos in 20 s of work are 6 per minute."""
    job = request(0, "/o/a.jpg")
    progress = Progress(total=6).working(100.0)
    assert progress.photos_per_minute(105.0) is None and progress.left_s(105.0) is None
    for state in (JobState.QUEUED, JobState.STARTED, JobState.DONE, JobState.SKIPPED):
        progress = progress.after(JobEvent(request=job, state=state))
    progress = progress.paused(110.0).working(500.0)
    progress = progress.after(JobEvent(request=job, state=JobState.FAILED))
    assert (progress.num_ended, progress.num_left) == (3, 3)
    assert progress.photos_per_minute(510.0) == pytest.approx(6)
    assert progress.left_s(510.0) == pytest.approx(30)
    assert progress.paused(510.0).photos_per_minute(9999.0) == pytest.approx(6)


@pytest.fixture
def interrupted(tmp_path):
    """A log of the window's that has no end, for these recipes."""
    options = OutputOptions(format="png", long_edge_px=800, strip_gps=True)
    (tmp_path / "p").mkdir()

    def make(*recipes, done=0):
        requests = []
        for i, recipe in enumerate(recipes):
            photo = tmp_path / "p" / f"\udcff{i}.jpg"
            photo.write_bytes(b"x")
            requests.append(request(i, tmp_path / f"{i}.png", photo, recipe, options))
        log = BatchLog(tmp_path / "logs", tmp_path, Kind.WINDOW)
        log.plan(requests, "warm")
        for one in requests[:done]:
            log.add(describe(one.photo, one.output, settings_hash(one)))
        log.close()
        return requests

    return make


def test_an_unfinished_batch_comes_back(tmp_path, interrupted):
    """Photo by photo, with the name of its taste and how far it was."""
    assert find_unfinished(tmp_path / "logs") is None
    requests = interrupted(OWN, Recipe(taste=taste()), OWN, done=1)
    again = find_unfinished(tmp_path / "logs")
    assert (again.out, again.taste, again.num_done, again.num_left) == (tmp_path, "warm", 1, 2)
    for before, after in zip(requests, again.requests, strict=True):
        assert replace(after, recipe=before.recipe) == before
        assert write_recipe(after.recipe) == write_recipe(before.recipe)
        assert settings_hash(after) == settings_hash(before)


def test_a_batch_that_was_given_up_does_not_come_back(tmp_path, interrupted):
    """Nor does one that is finished; the one before it does."""
    interrupted(OWN)
    interrupted(OWN, done=1)
    first = find_unfinished(tmp_path / "logs")
    assert first.num_left == 1
    discard(first)
    assert find_unfinished(tmp_path / "logs") is None


def test_a_damaged_log_is_not_offered(tmp_path, interrupted):
    """What it has finished is known all the same."""
    interrupted(OWN)
    log = find_unfinished(tmp_path / "logs").log
    log.write_bytes(log.read_bytes().replace(b'"recipe": 0', b'"recipe": 7'))
    assert find_unfinished(tmp_path / "logs") is None


class Running:
    """A batch in a thread of its own, with the events that came."""

    def __init__(self, requests, tmp_path, *, resume=False, on_event=lambda _: None):
        self.control, self.events = BatchControl(), []
        run = Run(requests=tuple(requests), out=tmp_path / "out", resume=resume, taste="warm")

        def note(event):
            self.events.append((event.request.id, event.state))
            on_event(event)

        self.thread = threading.Thread(
            target=lambda: run_planned(
                run, Networks("cpu"), tmp_path / "logs", self.control, num_jobs=1,
                on_event=note,
            )
        )  # fmt: skip

    def states(self):
        return dict(self.events)


def planned(tmp_path, count):
    photos = save_scenes(tmp_path / "in", count)
    store = SidecarStore(tmp_path / "data")
    return plan_batch(
        photos, Treatment(filters=(EXPOSURE,)), store, JPEG, tmp_path / "out", Existing.KEEP
    ).requests


def test_a_pause_begins_no_further_photo(tmp_path):
    """The one begun comes to its end; afterwards all are done."""
    requests = planned(tmp_path, 3)
    first_done = threading.Event()
    run = Running(requests, tmp_path, on_event=lambda event: stop_after(event))

    def stop_after(event):
        if event.state is JobState.DONE and event.request.id == 0:
            run.control.pause.set()
            first_done.set()

    run.thread.start()
    assert first_done.wait(60)
    run.thread.join(0.3)  # long enough for the engine to look at the pause several times
    assert run.thread.is_alive()
    assert run.states() == {0: JobState.DONE, 1: JobState.QUEUED, 2: JobState.QUEUED}
    run.control.pause.clear()
    run.thread.join(60)
    assert set(run.states().values()) == {JobState.DONE}


def test_a_paused_batch_can_be_cancelled_and_resumed(tmp_path):
    """What is done stays, the rest is cancelled; resuming does only the rest."""
    requests = planned(tmp_path, 3)

    def pause_then_stop(event):
        if event.state is JobState.DONE:
            run.control.pause.set()
            threading.Timer(0.1, run.control.stop.set).start()

    run = Running(requests, tmp_path, on_event=pause_then_stop)
    run.thread.start()
    run.thread.join(60)
    assert list(run.states().values()) == [JobState.DONE, JobState.CANCELLED, JobState.CANCELLED]
    again = Running(requests, tmp_path, resume=True)
    again.thread.start()
    again.thread.join(60)
    assert list(again.states().values()) == [JobState.SKIPPED, JobState.DONE, JobState.DONE]


def test_no_photo_of_a_batch_is_replaced_by_another(tmp_path, store):
    """Sub-folders are mirrored, so an output may fall on a photo: an original all the same."""
    photos = [tmp_path / "x" / "a.jpg", tmp_path / "out" / "x" / "a.jpg"]
    plan = plan_batch(
        photos, Treatment(), store, JPEG, tmp_path / "out", Existing.REPLACE, root=tmp_path
    )
    assert [request.photo for request in plan.requests] == photos[1:]
    [(photo, error)] = plan.refused
    assert photo == photos[0] and "original" in error.why
