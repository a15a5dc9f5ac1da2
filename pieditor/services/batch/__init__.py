"""The batch: photos × recipe × output options. The same engine under every front end.

requests   what to do with each photo; every output is named before anything is decoded
attempt    one photo from its bytes to its output, and how that ended
lanes      where attempts run: threads here, or the workers of a Dask scheduler (cluster)
engine     hands photos to a lane until all have ended
log        the record of a batch on disk, and the state read from all such records
report, unfinished   a CSV report of a batch, and the interrupted batch to offer again
window_batch         a batch as planned and counted by the window
watch      a folder whose new photos are enhanced as they arrive
"""
