"""Who decides how bright raw files are developed: one choice for the whole program."""


class Brightness:
    """Whether LibRaw's automatic decides, and not the camera's own rendering.

    Every reading of a raw file has to agree: thumbnails, what the networks see, and the export.
    """

    is_automatic = False
