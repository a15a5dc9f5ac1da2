"""Map coordinates in a picture from the pixels as stored to the upright and scaled picture."""

from dataclasses import dataclass

from pieditor.imaging.orientation import upright_size


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """The transformation from the file's pixels to the output's.

    orientation     EXIF orientation that was applied, 1 to 8
    width, height   of the output, upright
    stored          width and height before orientation and scaling
    """

    orientation: int
    width: int
    height: int
    stored: tuple[int, int]

    @property
    def swaps_sides(self) -> bool:
        """Whether width and height are swapped."""
        return self.orientation >= 5

    @property
    def keeps_every_pixel(self) -> bool:
        """Whether the picture is neither turned nor scaled."""
        return self.orientation == 1 and self.stored == (self.width, self.height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Map a point, in fractions of width and height."""
        if self.orientation in (2, 3, 7, 8):
            x = 1 - x
        if self.orientation in (3, 4, 6, 7):
            y = 1 - y
        return (y, x) if self.swaps_sides else (x, y)

    def size(self, width: float, height: float) -> tuple[float, float]:
        """Map a box's width and height, in fractions of the picture's."""
        return (height, width) if self.swaps_sides else (width, height)

    def corner(self, x: float, y: float, width: float, height: float) -> tuple[float, float]:
        """Map the upper left corner of a box, in fractions."""
        centre = self.point(x + width / 2, y + height / 2)
        turned = self.size(width, height)
        return centre[0] - turned[0] / 2, centre[1] - turned[1] / 2

    def scale(self) -> tuple[float, float]:
        """Output pixels per stored pixel, along the output's width and height."""
        upright = upright_size(*self.stored, self.orientation)
        return self.width / max(upright[0], 1), self.height / max(upright[1], 1)
