"""XMP packets as trees: read in linear time, written back with their own prefixes.

Expat parses the XML. No regular expression is applied to the text, because on malicious bytes it
can take hours for a few kilobytes. Prefixes are kept, because other programs rely on them, although
the standard forbids that.

Source: XMP specification part 1 (ISO 16684-1): a property is an attribute of rdf:Description or an
element. Part 3, table 2: a packet may be UTF-8, UTF-16 or UTF-32.
"""

import codecs
from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
META = "adobe:ns:meta/"
_XML = "http://www.w3.org/XML/1998/namespace"

# Adobe's own programs write up to 10 MB of history; more is an attack.
LARGEST_PACKET = 16 << 20
_MOST_NODES = 300_000  # some 150 MB as objects
_DEEPEST = 64  # XMP's own schemas have at most a dozen levels
_MOST_NAMESPACES = 1000

_HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_TAIL = '\n<?xpacket end="w"?>'

# Four bytes before two: a UTF-32 byte order mark begins like a UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


class DamagedPacket(ValueError):
    """The bytes are not a complete XMP packet of acceptable size."""


class Element:
    """One XML element: its name as written, attributes in order, child texts and elements.

    scope  the namespaces valid here, by prefix
    """

    __slots__ = ("attributes", "children", "name", "scope")

    def __init__(self, name: str, scope: Mapping[str, str]) -> None:
        self.name = name
        self.scope = scope
        self.attributes: dict[str, str] = {}
        self.children: list[Element | str] = []

    def resolve(self, name: str) -> tuple[str, str]:
        """Namespace and local name of an element's or attribute's written name."""
        prefix, colon, local = name.rpartition(":")
        return (self.scope.get(prefix, "") if colon else ""), local

    @property
    def qualified(self) -> tuple[str, str]:
        """Namespace and local name of this element; without a prefix the default namespace."""
        prefix, _, local = self.name.rpartition(":")
        return self.scope.get(prefix, ""), local

    @property
    def elements(self) -> "list[Element]":
        """The child elements."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """The text directly inside this element."""
        return "".join(child for child in self.children if isinstance(child, str))

    def walk(self) -> "Iterator[Element]":
        """This element and all its descendants, parents first."""
        pending = [self]
        while pending:
            element = pending.pop()
            yield element
            pending.extend(reversed(element.elements))


def parse(packet: bytes) -> Element:
    """The root element of a packet. Raises DamagedPacket."""
    if len(packet) > LARGEST_PACKET:
        raise DamagedPacket("it is too large")
    text = _decoded(packet).strip("\0 \t\r\n\ufeff")
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = False
    reader = _Reader()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise DamagedPacket(str(error)) from error
    except (UnicodeError, ValueError) as error:  # for example a lone surrogate
        raise DamagedPacket(str(error)) from error
    if reader.root is None:
        raise DamagedPacket("it is empty")
    return reader.root


def _decoded(packet: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if packet.startswith(mark)), "utf-8")
    width = 4 if "32" in encoding else 2 if "16" in encoding else 1
    whole = packet[: len(packet) - len(packet) % width]
    try:
        return whole.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise DamagedPacket(str(error)) from error
        # Some old programs wrote in the code page of their locale.
        return whole.decode("cp1252", "replace")


def _refuse_doctype(*_: object) -> None:
    raise DamagedPacket("it declares a document type, which XMP never does")


class _Reader:
    """Builds the tree from the parser's events."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._num_nodes = self._num_namespaces = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._num_nodes += 1 + len(attributes)
        if self._num_nodes > _MOST_NODES or len(self._open) >= _DEEPEST:
            raise DamagedPacket("it has too many parts")
        scope = self._open[-1].scope if self._open else {"xml": _XML}
        declared = {key: uri for key, uri in attributes.items() if key.startswith("xmlns")}
        if declared:
            self._num_namespaces += len(declared)
            if self._num_namespaces > _MOST_NAMESPACES:
                raise DamagedPacket("it declares too many namespaces")
            scope = {**scope, **{key[6:]: uri for key, uri in declared.items()}}
        element = Element(name, scope)
        element.attributes = attributes
        if self._open:
            self._open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)

    def end(self, _name: str) -> None:
        self._open.pop()

    def text(self, text: str) -> None:
        self._num_nodes += 1
        if self._open:
            self._open[-1].children.append(text)


def serialize(root: Element, *, with_wrapper: bool = True) -> bytes:
    """The packet as UTF-8, without padding; `with_wrapper` adds xpacket instructions around it."""
    parts: list[str] = [_HEAD] if with_wrapper else []
    _write(root, parts)
    if with_wrapper:
        parts.append(_TAIL)
    return "".join(parts).encode("utf-8")


_IN_TEXTS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTES = _IN_TEXTS | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def _write(element: Element, parts: list[str]) -> None:
    """Write recursively; `parse` limits the depth to 64 levels."""
    parts.append(f"<{element.name}")
    parts.extend(f' {k}="{v.translate(_IN_ATTRIBUTES)}"' for k, v in element.attributes.items())
    if not element.children:
        parts.append("/>")
        return
    parts.append(">")
    for child in element.children:
        if isinstance(child, str):
            parts.append(child.translate(_IN_TEXTS))
        else:
            _write(child, parts)
    parts.append(f"</{element.name}>")


def descriptions(root: Element) -> list[Element]:
    """The rdf:Description elements whose properties are the picture's own."""
    return [
        element
        for rdf in root.walk()
        if rdf.qualified == (RDF, "RDF")
        for element in rdf.elements
        if element.qualified == (RDF, "Description")
    ]


def properties(root: Element) -> Iterator[tuple[str, str]]:
    """Namespace and local name of every attribute and element, at any depth."""
    for element in root.walk():
        yield element.qualified
        for name in element.attributes:
            yield element.resolve(name)


Matches = Callable[[str, str], bool]


def remove(root: Element, matches: Matches) -> bool:
    """Remove every property whose (namespace, local name) matches, at any depth.

    An element is removed with its content. Returns whether anything was removed.
    """
    removed = False
    for element in root.walk():
        for name in [n for n in element.attributes if matches(*element.resolve(n))]:
            del element.attributes[name]
            removed = True
        kept = [c for c in element.children if isinstance(c, str) or not matches(*c.qualified)]
        if len(kept) != len(element.children):
            element.children = kept
            removed = True
    return removed


def value(root: Element, namespace: str, local: str) -> str | None:
    """The first value of a simple property at any depth; None if it is missing."""
    for element in root.walk():
        for name, text in element.attributes.items():
            if element.resolve(name) == (namespace, local):
                return text
        if element.qualified == (namespace, local) and not element.elements:
            return element.text
    return None


def replace(root: Element, namespace: str, local: str, new: str) -> None:
    """Set a simple property to a new value wherever it is present."""
    for element in root.walk():
        for name in element.attributes:
            if element.resolve(name) == (namespace, local):
                element.attributes[name] = new
        if element.qualified == (namespace, local) and not element.elements:
            element.children = [new]
