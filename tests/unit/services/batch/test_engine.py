"""The driver of a batch, over a lane whose photos end when the test wants it."""

import threading
import time
from concurrent.futures import Future
from dataclasses import replace

import pytest

from pieditor.core.errors import Cancelled, OutputFailed, PhotoUnreadable
from pieditor.core.recipe import Recipe
from pieditor.imaging.encode import OutputOptions
from pieditor.services.batch.attempt import described
from pieditor.services.batch.engine import run_batch
from pieditor.services.batch.finished import with_output
from pieditor.services.batch.log import BatchLog, rows_of
from pieditor.services.batch.requests import EnhanceRequest, JobEvent, JobState


class Lane:
    """Writes each output in a thread, after `work` was called with its request."""

    obeys_permits = True
    is_busy = False

    def __init__(self, num_jobs=2, work=lambda request: None):
        self.num_jobs, self.work = num_jobs, work
        self.begun, self.written, self.jobs = [], [], []

    def submit(self, job):
        self.jobs.append(job)
        future = Future()
        threading.Thread(target=lambda: future.set_result(self.attempt(job)), daemon=True).start()
        return future

    def attempt(self, job):
        request = job.request
        self.begun.append(request.id)
        try:
            self.work(request)
            job.permit.use()
        except OutputFailed as error:
            state = JobState.FAILED
            return JobEvent(request=request, state=state, error=error, entry=job.entry)
        except Cancelled:
            return JobEvent(request=request, state=JobState.CANCELLED, entry=job.entry)
        data = request.photo.read_bytes()
        job.on_writing(with_output(job.entry, data))
        request.output.write_bytes(data)
        self.written.append(request.id)
        entry = with_output(job.entry, data, request.output.stat().st_mtime_ns)
        return JobEvent(request=request, state=JobState.DONE, entry=entry, seconds=0.1)

    def close(self):
        pass


@pytest.fixture
def place(tmp_path):
    """A place with photos, and requests for them."""

    class Place:
        out, logs = tmp_path / "out", tmp_path / "logs"

        def requests(self, count):
            self.out.mkdir(exist_ok=True)
            requests = []
            for i in range(count):
                photo = tmp_path / f"{i}.jpg"
                photo.write_bytes(b"photo %d" % i)
                requests.append(
                    EnhanceRequest(
                        id=i, photo=photo, output=self.out / photo.name, recipe=Recipe(),
                        options=OutputOptions(),
                    )
                )  # fmt: skip
            return requests

        def run(self, requests, lane, **options):
            log = BatchLog(self.logs, self.out)
            events = []
            on_event = options.pop("on_event", events.append)
            try:
                counts = run_batch(requests, lane, on_event=on_event, log=log, **options)
            finally:
                log.close()
            return counts, log

    return Place()


def in_thread(action):
    thread = threading.Thread(target=action, daemon=True)
    thread.start()
    return thread


def test_all_photos_are_done_no_more_at_a_time_than_the_lane_takes(place):
    """And never one that waits while another could be begun."""
    most, now, lock = 0, 0, threading.Lock()
    three = threading.Barrier(3, timeout=60)

    def work(request):
        nonlocal most, now
        with lock:
            now += 1
            most = max(most, now)
        three.wait()
        with lock:
            now -= 1

    counts, _ = place.run(place.requests(12), Lane(3, work))
    assert counts[JobState.DONE] == 12 and most == 3


@pytest.mark.parametrize("resume", [False, True])
def test_two_runs_over_one_folder_divide_the_photos(place, resume):
    """Each photo is done once, by either; whoever comes late skips it."""
    requests = place.requests(20)
    both = threading.Barrier(2, timeout=60)

    def work(request, lane):
        """Wait, with a lane's first photo, until the other lane has one too."""
        if request.id == lane.begun[0]:
            both.wait()

    lanes = [Lane(2), Lane(2)]
    for lane in lanes:
        lane.work = lambda request, lane=lane: work(request, lane)
    results = {}

    def run(number):
        results[number] = place.run(requests, lanes[number], resume=resume)[0]

    threads = [in_thread(lambda number=number: run(number)) for number in range(2)]
    for thread in threads:
        thread.join(60)
    assert sorted(lanes[0].written + lanes[1].written) == list(range(20))
    assert all(lane.written for lane in lanes)
    for counts in results.values():
        assert counts[JobState.DONE] + counts[JobState.SKIPPED] == 20


def test_what_a_run_that_died_had_begun_is_taken_over(place):
    """Its lock has gone with it."""
    requests = place.requests(3)
    dead = BatchLog(place.logs, place.out)
    dead.claim(requests[1], described(requests[1]))
    events, begun = [], threading.Event()

    def note(event):
        events.append((event.request.id, event.state))
        if len([e for e in events if e[1] is JobState.DONE]) == 2:
            begun.set()

    lane = Lane(1)
    thread = in_thread(lambda: place.run(requests, lane, on_event=note))
    assert begun.wait(60)
    thread.join(0.3)
    assert thread.is_alive() and lane.begun == [0, 2]
    dead.close()
    thread.join(60)
    assert lane.written == [0, 2, 1]


def test_a_cancel_does_not_wait_for_a_photo_that_takes_for_ever(place):
    """It loses the right to write; what was not begun leaves no line in the log."""
    ever, stop = threading.Event(), threading.Event()

    def work(request):
        stop.set()
        ever.wait(60)

    lane = Lane(1, work)
    requests = place.requests(50)
    counts, log = place.run(requests, lane, stop=stop)
    assert counts[JobState.CANCELLED] == 50
    assert [row["state"] for row in rows_of(log.path)] == ["started", "cancelled"]
    ever.set()
    time.sleep(0.05)
    assert list(place.out.iterdir()) == []


def test_a_photo_that_is_being_written_comes_to_its_end(place):
    """After a cancel as well: its file would appear behind the back of the log."""
    stop = threading.Event()

    class Slow(Lane):
        def attempt(self, job):
            job.permit.use()
            stop.set()
            time.sleep(1.0)  # longer than others are waited for
            job.permit.use = lambda: None
            return super().attempt(job)

    counts, _ = place.run(place.requests(3), Slow(1), stop=stop)
    assert (counts[JobState.DONE], counts[JobState.CANCELLED]) == (1, 2)


def test_a_full_disk_ends_the_batch(place):
    """Two thousand photos need not be decoded to learn that; the rest can be resumed."""

    def work(request):
        if request.id >= 4:
            raise OutputFailed(request.output, "no room", "Free some.", is_for_all=True)

    lane = Lane(1, work)
    requests = place.requests(40)
    counts, _ = place.run(requests, lane)
    assert counts[JobState.DONE] == 4 and counts[JobState.FAILED] == 3
    assert counts[JobState.CANCELLED] == 33
    again, _ = place.run(requests, Lane(2), resume=True)
    assert (again[JobState.SKIPPED], again[JobState.DONE]) == (4, 36)


def test_a_photo_that_is_too_large_for_the_disk_does_not_end_it(place):
    """Others may still fit."""

    def work(request):
        if request.id % 2:
            raise OutputFailed(request.output, "no room", "Free some.", is_for_all=True)

    counts, _ = place.run(place.requests(10), Lane(1, work))
    assert (counts[JobState.DONE], counts[JobState.FAILED]) == (5, 5)


def test_an_interrupt_ends_it_as_a_cancel_does(place):
    """With what is done in the log."""
    requests = place.requests(10)
    done = []

    def interrupt(event):
        if event.state is JobState.DONE:
            done.append(event.request.id)
            if len(done) == 3:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        place.run(requests, Lane(1), on_event=interrupt)
    again, _ = place.run(requests, Lane(1), resume=True)
    assert again[JobState.SKIPPED] == 3 and again[JobState.DONE] == 7


def test_a_photo_that_has_gone_fails_by_name(place, tmp_path):
    """The lane says why; the log has nothing to say of it."""
    requests = place.requests(2)
    requests[0].photo.unlink()

    class Reading(Lane):
        def attempt(self, job):
            if not job.request.photo.exists():
                error = PhotoUnreadable(job.request.photo, "there is no such file", "Check it.")
                return JobEvent(request=job.request, state=JobState.FAILED, error=error)
            return super().attempt(job)

    counts, _ = place.run(requests, Reading())
    assert (counts[JobState.DONE], counts[JobState.FAILED]) == (1, 1)


def test_going_on_replaces_only_what_may_be_replaced(place):
    """An older output of ours that was kept on purpose is kept by whoever goes on, too."""
    requests = place.requests(2)
    place.run(requests, Lane())
    changed = [replace(request, options=OutputOptions(quality=50)) for request in requests]
    lane = Lane()
    place.run(changed, lane, resume=True, replaces_own=False)
    assert not any(job.request.options.overwrite for job in lane.jobs)
    lane = Lane()
    place.run(
        [replace(request, options=OutputOptions(quality=60)) for request in requests],
        lane,
        resume=True,
    )
    assert all(job.request.options.overwrite for job in lane.jobs) and lane.jobs


def test_killed_before_its_last_line_an_output_is_finished(place):
    """What was going to be written is in the log, and it stands there whole."""
    requests = place.requests(1)
    _, log = place.run(requests, Lane())
    lines = log.path.read_text().splitlines()
    assert '"done"' in lines[-1] and '"writing"' in lines[-2]
    log.path.write_text("\n".join(lines[:-1]) + "\n")
    lane = Lane()
    counts, _ = place.run(requests, lane, resume=True)
    assert counts[JobState.SKIPPED] == 1 and not lane.begun


def test_when_nobody_listens_any_more_nothing_more_is_written(place):
    """The reader of the messages has gone: what is written is in the log, the rest is not done."""
    begun = threading.Event()
    lane = Lane(2, lambda request: begun.wait(60) if request.id else None)

    def gone(event):
        if event.state in (JobState.DONE, JobState.CANCELLED):
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        place.run(place.requests(6), lane, on_event=gone)
    begun.set()
    time.sleep(0.2)
    assert lane.written == [0]
