"""Photos as files of the user: folders, sidecars, facts, thumbnails."""
