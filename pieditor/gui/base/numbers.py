"""Format numbers for the window's language: +0,50 in German, 50% in Korean."""

from PySide6.QtCore import QCoreApplication, QLocale


def decimals_of(step: float) -> int:
    """The number of decimals for a number that changes in steps of `step`.

    >>> [decimals_of(step) for step in (1, 0.5, 0.01)]
    [0, 1, 2]
    """
    return len(f"{step:.6f}".rstrip("0").split(".")[1])


def number_text(value: float, num_decimals: int, *, is_signed: bool = False) -> str:
    """Format a number without grouping; `is_signed` adds a plus sign to positive numbers."""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    text = locale.toString(float(abs(value)), "f", num_decimals)
    if float(f"{value:.{num_decimals}f}") == 0:
        return text
    if value < 0:
        return "−" + text
    return "+" + text if is_signed else text


def percent_text(share: float, num_decimals: int = 0) -> str:
    """Format a share, 1 being all, as percent."""
    text = number_text(100 * share, num_decimals)
    return QCoreApplication.translate("Numbers", "{number} %").format(number=text)
