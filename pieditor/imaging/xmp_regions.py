"""XMP with coordinates in the picture: faces, regions, panoramas.

They refer to the pixels as stored. When pieditor turns or scales a picture, they are adapted.

Sources: MWG guidelines 2.0 section 5.9 (regions; ACDSee uses the same form), Microsoft's people
tagging (MP:RegionInfo), IPTC photo metadata standard 2019.1 (Iptc4xmpExt:ImageRegion), EXIF 2.32
tags SubjectArea and SubjectLocation, Google's photo sphere metadata (GPano).
"""

from collections.abc import Sequence
from dataclasses import replace

from pieditor.core.sentences import sentence
from pieditor.imaging import xmp
from pieditor.imaging.turning import Turning

_MWG = "http://www.metadataworkinggroup.com/schemas/regions/"
_DIMENSIONS = "http://ns.adobe.com/xap/1.0/sType/Dimensions#"
_AREAS = ("http://ns.adobe.com/xmp/sType/Area#", "http://ns.acdsee.com/sType/Area#")
_MICROSOFT = "http://ns.microsoft.com/photo/1.2/t/Region#"
_IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_EXIF = "http://ns.adobe.com/exif/1.0/"
_PANORAMA = "http://ns.google.com/photos/1.0/panorama/"

_WIDE = ("CroppedAreaImageWidthPixels", "FullPanoWidthPixels", "CroppedAreaLeftPixels",
         "LargestValidInteriorRectLeft", "LargestValidInteriorRectWidth")  # fmt: skip
_HIGH = ("CroppedAreaImageHeightPixels", "FullPanoHeightPixels", "CroppedAreaTopPixels",
         "LargestValidInteriorRectTop", "LargestValidInteriorRectHeight")  # fmt: skip


class _Fields:
    """The simple properties of one structure, whether written as attributes or as elements."""

    def __init__(self, holder: xmp.Element) -> None:
        self._holder = holder

    def _found(self, namespace: str, local: str) -> "str | xmp.Element | None":
        for name in self._holder.attributes:
            if self._holder.resolve(name) == (namespace, local):
                return name
        for element in self._holder.elements:
            if element.qualified == (namespace, local):
                return element
        return None

    def number(self, namespace: str, local: str) -> float | None:
        """The value as a number, or None."""
        found = self._found(namespace, local)
        if found is None:
            return None
        text = self._holder.attributes[found] if isinstance(found, str) else found.text
        return _number(text)

    def text(self, namespace: str, local: str) -> str:
        """The value as written; "" if it is missing."""
        found = self._found(namespace, local)
        if found is None:
            return ""
        return self._holder.attributes[found] if isinstance(found, str) else found.text

    def put(self, namespace: str, local: str, new: float | int) -> None:
        """Set a new value if the property is present."""
        found = self._found(namespace, local)
        text = str(new) if isinstance(new, int) else f"{new:.6f}".rstrip("0").rstrip(".")
        if isinstance(found, str):
            self._holder.attributes[found] = text
        elif found is not None:
            found.children = [text]


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < 1e9 else None


def follow(root: xmp.Element, turning: Turning) -> list[str]:
    """Adapt every coordinate to the output's pixels; returns losses in words."""
    losses: list[str] = []
    regions = _turning_of_regions(root, turning)
    in_pixels = _boundaries_in_pixels(root)
    for element in list(root.walk()):
        _follow_area(element, regions)
        _follow_microsoft(element, regions)
        _follow_iptc(element, regions, is_pixels=id(element) in in_pixels)
        _follow_dimensions(element, regions)
    _follow_exif(root, turning)
    if _follow_panorama(root, turning):
        losses.append(sentence("the panorama's place on the sphere, because the picture is turned"))
    return losses


def _turning_of_regions(root: xmp.Element, turning: Turning) -> Turning:
    """The transformation for regions, which some programs write for the upright picture.

    Those are recognised by the size that they state.
    """
    stored = turning.stored
    for element in root.walk():
        if element.qualified == (_MWG, "AppliedToDimensions"):
            fields = _fields_of(element)
            sides = fields.number(_DIMENSIONS, "w"), fields.number(_DIMENSIONS, "h")
            if turning.swaps_sides and stored[0] != stored[1] and sides == stored[::-1]:
                return replace(turning, orientation=1, stored=stored[::-1])
    return turning


def _boundaries_in_pixels(root: xmp.Element) -> set[int]:
    """The ids of the elements inside IPTC boundaries whose unit is the pixel."""
    return {
        id(inner)
        for element in root.walk()
        if _Fields(element).text(_IPTC, "rbUnit") == "pixel"
        for inner in element.walk()
    }


def _fields_of(element: xmp.Element) -> _Fields:
    """The structure of a property: itself, or the rdf:Description inside."""
    for inner in element.elements:
        if inner.qualified == (xmp.RDF, "Description"):
            return _Fields(inner)
    return _Fields(element)


def _follow_area(element: xmp.Element, turning: Turning) -> None:
    fields = _Fields(element)
    for namespace in _AREAS:
        x, y = fields.number(namespace, "x"), fields.number(namespace, "y")
        if x is None or y is None:
            continue
        is_pixels = fields.text(namespace, "unit") == "pixel"
        width, height = fields.number(namespace, "w"), fields.number(namespace, "h")
        point = _place(x, y, turning, is_pixels=is_pixels)
        fields.put(namespace, "x", point[0])
        fields.put(namespace, "y", point[1])
        if width is not None and height is not None:
            size = _extent(width, height, turning, is_pixels=is_pixels)
            fields.put(namespace, "w", size[0])
            fields.put(namespace, "h", size[1])


def _place(x: float, y: float, turning: Turning, *, is_pixels: bool) -> tuple[float, float]:
    if not is_pixels:
        return turning.point(x, y)
    stored = turning.stored
    turned = turning.point(x / max(stored[0], 1), y / max(stored[1], 1))
    return turned[0] * turning.width, turned[1] * turning.height


def _extent(w: float, h: float, turning: Turning, *, is_pixels: bool) -> tuple[float, float]:
    width, height = turning.size(w, h)
    if not is_pixels:
        return width, height
    across, down = turning.scale()
    return width * across, height * down


def _follow_dimensions(element: xmp.Element, turning: Turning) -> None:
    if element.qualified == (_MWG, "AppliedToDimensions"):
        fields = _fields_of(element)
        fields.put(_DIMENSIONS, "w", turning.width)
        fields.put(_DIMENSIONS, "h", turning.height)


def _follow_microsoft(element: xmp.Element, turning: Turning) -> None:
    """Adapt MPReg:Rectangle, "x, y, width, height" in fractions, from the upper left corner."""

    def turned(text: str) -> str:
        numbers = [_number(part) for part in text.split(",")]
        if len(numbers) != 4 or None in numbers:
            return text
        x, y, width, height = (n or 0.0 for n in numbers)
        box = (*turning.corner(x, y, width, height), *turning.size(width, height))
        return ", ".join(f"{value:.6f}" for value in box)

    for name in element.attributes:
        if element.resolve(name) == (_MICROSOFT, "Rectangle"):
            element.attributes[name] = turned(element.attributes[name])
    if element.qualified == (_MICROSOFT, "Rectangle"):
        element.children = [turned(element.text)]


def _follow_iptc(element: xmp.Element, turning: Turning, *, is_pixels: bool) -> None:
    """Adapt a rectangle's corner, a circle's centre, or a polygon's corners (rbVertices)."""
    fields = _Fields(element)
    x, y = fields.number(_IPTC, "rbX"), fields.number(_IPTC, "rbY")
    if x is None or y is None:
        return
    width, height = fields.number(_IPTC, "rbW"), fields.number(_IPTC, "rbH")
    if width is not None and height is not None:
        centre = _place(x + width / 2, y + height / 2, turning, is_pixels=is_pixels)
        size = _extent(width, height, turning, is_pixels=is_pixels)
        fields.put(_IPTC, "rbW", size[0])
        fields.put(_IPTC, "rbH", size[1])
        x, y = centre[0] - size[0] / 2, centre[1] - size[1] / 2
    else:
        x, y = _place(x, y, turning, is_pixels=is_pixels)
    fields.put(_IPTC, "rbX", x)
    fields.put(_IPTC, "rbY", y)
    radius = fields.number(_IPTC, "rbRx")
    if radius is not None:
        # The radius is a fraction of the picture's width, which may now be the height.
        factor = turning.scale()[0]
        if not is_pixels:
            factor = turning.stored[0] / turning.stored[1] if turning.swaps_sides else 1.0
        fields.put(_IPTC, "rbRx", radius * factor)


def _follow_exif(root: xmp.Element, turning: Turning) -> None:
    for element in root.walk():
        namespace, local = element.qualified
        if namespace == _EXIF and local in ("SubjectArea", "SubjectLocation"):
            items = [e for e in element.walk() if e.qualified == (xmp.RDF, "li")]
            numbers = [_number(item.text) for item in items]
            if numbers and None not in numbers:
                turned = subject_area([int(n or 0) for n in numbers], turning)
                for item, number in zip(items, turned, strict=True):
                    item.children = [str(number)]


def subject_area(values: Sequence[int], turning: Turning) -> list[int]:
    """Adapt EXIF's SubjectArea or SubjectLocation: the centre of a point, circle or box, in pixels.

    Source: EXIF 2.32, tags 0x9214 and 0xA214. Other numbers of values are returned unchanged.
    """
    if not 2 <= len(values) <= 4:
        return list(values)
    x, y = _place(values[0], values[1], turning, is_pixels=True)
    result = [x, y]
    if len(values) == 3:
        across, down = turning.scale()
        result.append(values[2] * (across * down) ** 0.5)
    elif len(values) == 4:
        result += _extent(values[2], values[3], turning, is_pixels=True)
    return [min(max(round(value), 0), 65_535) for value in result]


def _follow_panorama(root: xmp.Element, turning: Turning) -> bool:
    """Scale the sizes of a panorama; for a turned one remove them and return true."""
    if not any(namespace == _PANORAMA for namespace, _ in xmp.properties(root)):
        return False
    if turning.orientation != 1:
        return xmp.remove(root, lambda namespace, _: namespace == _PANORAMA)
    across, down = turning.scale()
    for locals_, factor in ((_WIDE, across), (_HIGH, down)):
        for local in locals_:
            found = xmp.value(root, _PANORAMA, local)
            number = _number(found) if found is not None else None
            if number is not None:
                xmp.replace(root, _PANORAMA, local, str(round(number * factor)))
    return False
