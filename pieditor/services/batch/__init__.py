"""The batch: photos × recipe × output options. The same engine under every front end.

requests   what to do with each photo; every output is named before anything is decoded
attempt    one photo from its bytes to its output, and how that ended
lanes      where attempts run: threads here, or the workers of a Dask scheduler (cluster)
engine     hands photos to a lane until all have ended
log        the one record of a batch on the disk, and what is known from all of them
report, unfinished   what else is read from it
window_batch         a batch as the window plans and counts it
watch      a folder whose new photos are enhanced as they come
"""
