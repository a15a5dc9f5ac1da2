"""XMP properties that would be wrong for an output: pixel layout, attachments, edits to apply.

Sources: XMP specification part 2 (tiff, exif, photoshop, crs), Google's motion photo format 1.0 and
its forerunner (GCamera:MicroVideo), the Ultra HDR image format 1.1 and Adobe's gain map
specification (hdrgm), Apple's HDRGainMap, darktable's own namespace.
"""

from pieditor.core.sentences import sentence
from pieditor.imaging import xmp

_TIFF = "http://ns.adobe.com/tiff/1.0/"
_EXIF = "http://ns.adobe.com/exif/1.0/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_BASIC = "http://ns.adobe.com/xap/1.0/"
_CAMERA_RAW = "http://ns.adobe.com/camera-raw-settings/1.0/"
_DARKTABLE = "http://darktable.sf.net/"
_CONTAINERS = (
    "http://ns.google.com/photos/1.0/container/",
    "http://ns.google.com/photos/1.0/container/item/",
)
_GAIN_MAPS = (
    "http://ns.adobe.com/hdr-gain-map/1.0/",
    "http://ns.apple.com/HDRGainMap/1.0/",
    "http://ns.apple.com/pixeldatainfo/1.0/",
)
_VIDEO_NAMES = ("MotionPhoto", "MicroVideo", "LivePhoto", "OLivePhoto", "VideoLength")
_XIAOMI = "http://ns.xiaomi.com/photos/1.0/camera/"
_RGB = "3"  # photoshop:ColorMode

LOST_VIDEO = sentence("the video of the motion photo")
LOST_GAIN_MAP = sentence("the gain map for HDR screens")


def orientation(root: xmp.Element) -> int | None:
    """The EXIF orientation that XMP repeats, 1 to 8; None if missing or invalid."""
    text = (xmp.value(root, _TIFF, "Orientation") or "").strip()
    return int(text) if text in set("12345678") else None


def describe_pixels(root: xmp.Element, *, width: int, height: int, mime_type: str) -> None:
    """Update the properties that repeat the pixels' layout: upright, new size, sRGB."""
    for namespace, local, new in (
        (_TIFF, "Orientation", "1"),
        (_TIFF, "ImageWidth", str(width)),
        (_TIFF, "ImageLength", str(height)),
        (_EXIF, "PixelXDimension", str(width)),
        (_EXIF, "PixelYDimension", str(height)),
        (_EXIF, "ColorSpace", "1"),
        (_PHOTOSHOP, "ICCProfile", "sRGB IEC61966-2.1"),
        (_PHOTOSHOP, "ColorMode", _RGB),
        (_DUBLIN_CORE, "format", mime_type),
    ):
        xmp.replace(root, namespace, local, new)
    xmp.remove(root, lambda namespace, local: (namespace, local) == (_BASIC, "Thumbnails"))


def withdraw(root: xmp.Element) -> list[str]:
    """Remove or correct properties that are wrong for an output; returns losses in words."""
    return [*_withdraw_attachments(root), *_withdraw_edits(root)]


def _withdraw_attachments(root: xmp.Element) -> list[str]:
    """Remove references to a video or gain map, which follow the picture in the file.

    Otherwise galleries would look for them in bytes that no longer exist.
    """

    def is_gain_map(namespace: str, _: str) -> bool:
        return namespace in _GAIN_MAPS

    def is_video(namespace: str, local: str) -> bool:
        return local.startswith(_VIDEO_NAMES) or namespace == _XIAOMI

    has_video = any(is_video(*name) for name in xmp.properties(root))
    has_gain_map = any(is_gain_map(*name) for name in xmp.properties(root))
    xmp.remove(root, is_video)
    xmp.remove(root, is_gain_map)
    has_others = xmp.remove(root, lambda namespace, _: namespace in _CONTAINERS)
    losses: list[str] = []
    if has_video:
        losses.append(LOST_VIDEO)
    if has_gain_map:
        losses.append(LOST_GAIN_MAP)
    if has_others and not losses:
        losses.append(sentence("what was attached behind the picture"))
    return losses


def _withdraw_edits(root: xmp.Element) -> list[str]:
    """Remove edit settings of other programs, which would apply them to the output once more."""
    losses: list[str] = []
    for description in xmp.descriptions(root):
        names = list(description.attributes)
        named = [(n, description.resolve(n)) for n in names]
        named += [(e.name, e.qualified) for e in description.elements]
        ours = [(n, local) for n, (namespace, local) in named if namespace == _CAMERA_RAW]
        if not ours:
            continue
        if xmp.value(description, _CAMERA_RAW, "AlreadyApplied") != "True":
            if any(local == "AlreadyApplied" for _, local in ours):
                xmp.replace(description, _CAMERA_RAW, "AlreadyApplied", "True")
            else:
                prefix = ours[0][0].rpartition(":")[0]
                description.attributes[f"{prefix}:AlreadyApplied"] = "True"
            losses.append(sentence("the edits of Lightroom or Camera Raw, which are not applied"))

    def is_history(namespace: str, local: str) -> bool:
        return namespace == _DARKTABLE and local != "colorlabels"

    if xmp.remove(root, is_history):
        losses.append(sentence("darktable's history of edits"))
    return list(dict.fromkeys(losses))
