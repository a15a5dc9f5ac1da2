"""Errors of photo collections."""

from pieditor.core.errors import PieditorError


class DatasetIncomplete(PieditorError):
    """A collection lacks a folder, a file or a list that was asked for."""

    code = "dataset-incomplete"
