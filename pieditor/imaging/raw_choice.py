"""The choice of brightness for developed raw files, one for the whole program."""


class Brightness:
    """Whether to use LibRaw's automatic brightness instead of the camera's own rendering.

    All uses of a raw file must agree: thumbnails, network input and export.
    """

    is_automatic = False
