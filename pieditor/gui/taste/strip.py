"""The live strip: three photos, each before and in the current taste, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pieditor.gui.base import theme

_GAP_PX = 3 * theme.GRID
_NUM_PAIRS = 3
_SEAM_PX = 2  # between the two versions of a photo
_CAPTION_PX = 24
_PLACEHOLDER = 40


class LiveStrip(QWidget):
    """Pairs of pictures with one caption; only displays what it is given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Your photos in the taste so far"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._befores: tuple[QImage, ...] = ()
        self._afters: tuple[QImage, ...] = ()
        self._caption = ""
        self._scaled: dict[tuple[int, bool], QImage] = {}
        self.fit_height(0)

    def show_photos(self, befores: Sequence[QImage]) -> None:
        """Show other photos, as yet without the taste."""
        self._befores, self._afters, self._scaled = tuple(befores), (), {}
        self.update()

    def show_taste(self, afters: Sequence[QImage]) -> None:
        """Show the photos in a taste, in the same order; none when there is no taste."""
        self._afters = tuple(afters) if len(afters) == len(self._befores) else ()
        self._scaled = {key: image for key, image in self._scaled.items() if not key[1]}
        self.update()

    def show_caption(self, caption: str) -> None:
        """Show a caption for the taste."""
        self._caption = caption
        self.setAccessibleDescription(caption)
        self.update()

    @property
    def afters(self) -> tuple[QImage, ...]:
        """The pictures that are shown in the taste."""
        return self._afters

    def fit_height(self, view_px: int) -> None:
        """Use a sixth of the view's height, to leave enough room for the gallery."""
        self.setFixedHeight(min(max(view_px // 6, 112), 208) // theme.GRID * theme.GRID)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the pairs and the caption."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.WINDOW))
        inner = self.rect().adjusted(2 * theme.GRID, theme.GRID, -2 * theme.GRID, -theme.GRID)
        caption = QRect(inner.left(), inner.top(), inner.width(), _CAPTION_PX - 4)
        painter.setPen(QColor(theme.DIM))
        text = painter.fontMetrics().elidedText(
            self._caption, Qt.TextElideMode.ElideRight, caption.width()
        )
        painter.drawText(caption, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        left, top = inner.left(), inner.top() + _CAPTION_PX
        for number, size in enumerate(self._sizes(inner.width(), inner.height() - _CAPTION_PX)):
            before = QRect(left, top, size.width(), size.height())
            after = before.translated(size.width() + _SEAM_PX, 0)
            self._paint_image(painter, before, self._befores, (number, False))
            self._paint_image(painter, after, self._afters, (number, True))
            left = after.right() + 1 + _GAP_PX

    def _sizes(self, width: int, height: int) -> list[QSize]:
        """Sizes of the photos: all of one height, the largest at which every pair fits."""
        shapes = [image.width() / image.height() for image in self._befores]
        shapes += [3 / 2] * (_NUM_PAIRS - len(shapes))
        seams = _SEAM_PX * len(shapes) + _GAP_PX * (len(shapes) - 1)
        height = min(height, int((width - seams) / (2 * sum(shapes))))
        return [QSize(int(height * shape), height) for shape in shapes]

    def _paint_image(
        self, painter: QPainter, rect: QRect, images: Sequence[QImage], key: tuple[int, bool]
    ) -> None:
        if key[0] >= len(images):
            painter.fillRect(rect, theme.grey(_PLACEHOLDER))
            return
        image = images[key[0]]
        wanted = rect.size() * self.devicePixelRatioF()
        kept = self._scaled.get(key)
        if kept is None or kept.size() != wanted:
            kept = image.scaled(
                wanted,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._scaled[key] = kept
        painter.drawImage(rect, kept)
