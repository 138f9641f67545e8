"""Read a note's properties as Obsidian sees them, with the place of each in the text; write those of a new note. YAML lives only here.

Reading is stricter and plainer than YAML 1.1: names are text as written, each stands once, and a value is a number, date or truth value
only where writing it again would give the same characters (so `0123`, `1.10`, `12:30` and `no` stay text).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import yaml

from ..errors import NoteError
from .blocks import find_block

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_SIZE = 64 * 1024  # characters; people's property blocks are under 10 KB
MAX_DEPTH = 12
MAX_VALUES = 10_000  # counted as often as an alias repeats them, so that no alias can multiply

_NESTING = re.compile(r"[-?:][ \t]")
_UNSAFE_JSON = re.compile(r"[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# No indicator of YAML's first, no `: ` or ` #`, nothing invisible: such text needs no quotes unless it looks like another type.
_PLAIN = re.compile(
    r"""(?![-?:,\[\]{}#&*!|>'"%@`~=<\s])(?:(?!:(?:\s|$)|\s\#|\[\[|<%)[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff])+(?<!\s)"""
)
_NUMBER_LIKE = re.compile(r"[-+.]?[0-9][0-9_.,:]*(?:[eE][-+]?[0-9]+)?|0[xob][0-9A-Fa-f_]+|\.(?:inf|nan)", re.IGNORECASE)
_YAML_1_1 = yaml.resolver.Resolver()
_TEXT = "tag:yaml.org,2002:str"
Span = tuple[int, int]


class _Loader(yaml.CSafeLoader):
    """libyaml's parser with only the implicit types that survive being written again."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own class attribute


_TYPES = {
    "null": re.compile(r"(?:~|null|Null|NULL|)"),
    "bool": re.compile(r"(?:true|True|TRUE|false|False|FALSE)"),
    "int": re.compile(r"-?(?:0|[1-9][0-9]{0,17})"),
    "float": re.compile(r"-?(?:0|[1-9][0-9]{0,11})\.(?:[0-9]{0,11}[1-9]|0)"),
    "timestamp": re.compile(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?"
    ),
}
for _name, _pattern in _TYPES.items():
    _first = {"null": "~nN", "bool": "tTfF"}.get(_name, "-0123456789")
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_name}", re.compile(rf"(?:{_pattern.pattern})\Z"), [*_first, *([""] if _name == "null" else [])]
    )


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a note and its place: offsets in the note's text.

    `start` to `end` are its whole lines, `value_span` its value alone (empty where there is none), `items` the values of a list.
    `flow` is true for a list or mapping in brackets; `single` for a scalar on one line.
    """

    name: str
    value: Any
    start: int
    end: int
    value_span: Span
    items: tuple[Span, ...] = ()
    flow: bool = False
    single: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A note's property block: `start` and `end` are the offsets of what stands between the rules, `body` of what follows them."""

    start: int
    end: int
    body: int
    newline: str
    properties: tuple[Property, ...]
    indent: str = ""
    flow: bool = False

    def find(self, name: str) -> Property | None:
        """Return the property of this name, compared without case as Obsidian does, or `None`."""
        return next((each for each in self.properties if each.name.casefold() == name.casefold()), None)


def split(text: str) -> tuple[str, str]:
    """Return the property block without its `---` rules ("" if there is none) and the rest of the note, without a byte order mark."""
    found = find_block(text)
    if found is None:
        return "", text.removeprefix("\ufeff")
    return found[2], text[found.end() :]


def read(text: str) -> Mapping[str, Any]:
    """Return a note's properties as Obsidian sees them, {} if there are none.

    Dates are `date` or `datetime`, lists are lists, everything unclear is text as it stands. Raises `NoteError`, with the line, for
    what is no YAML mapping, has a name twice or an unknown tag, or is too large or too deep (reliability 34, 36).
    """
    found = find_block(text)
    root = _compose(found[2]) if found else None
    if root is None:
        return {}
    budget = _Budget()
    return {name: budget.value(node, 1) for name, _, node in _pairs(root)}


def parse(text: str) -> Block | None:
    """Return a note's property block with the place of every property, `None` if it has none; `NoteError` as `read`."""
    found = find_block(text)
    if found is None:
        return None
    source, offset = found[2], found.start(2)
    root = _compose(source)
    budget = _Budget()
    pairs = _pairs(root) if root is not None else []
    properties = tuple(_located(source, offset, name, key, node, budget.value(node, 1)) for name, key, node in pairs)
    indent = _indent(source, pairs[0][1].start_mark.index) if pairs else ""
    return Block(offset, found.end(2), found.end(), found[1], properties, indent, bool(root is not None and root.flow_style))


def dump(values: Mapping[str, Any]) -> str:
    """Return property lines (without rules) in Obsidian's own style: lists as blocks, quotes only where YAML needs them."""
    return "".join(entry(name, value) for name, value in values.items())


def entry(name: str, value: Any) -> str:
    """Return the lines of one property, with line feeds. Raises `NoteError` for a value that properties cannot hold."""
    if isinstance(value, (list, tuple)):
        return f"{scalar(name)}:\n" + "".join(f"  - {scalar(item)}\n" for item in value)
    written = quoted(value) if name == "inbox_id" and isinstance(value, str) else scalar(value)
    return f"{scalar(name)}: {written}".rstrip(" ") + "\n"


def scalar(value: Any, *, flow: bool = False) -> str:
    """Return a single value as YAML on one line; `flow` is true inside brackets, where more text needs quotes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)) and _NUMBER_LIKE.fullmatch(repr(value)):
        return repr(value)
    if not isinstance(value, str):
        raise NoteError(f"a property cannot hold {type(value).__name__} {value!r:.60}")
    return value if _is_plain(value) and not (flow and re.search(r"[,\[\]{}]", value)) else quoted(value)


def quoted(text: str) -> str:
    """Return text in double quotes; JSON's escapes are YAML's."""
    literal = json.dumps(_SURROGATE.sub("\ufffd", text), ensure_ascii=False)
    return _UNSAFE_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", literal).replace("<%", "<\\u0025")


def _is_plain(text: str) -> bool:
    if not _PLAIN.fullmatch(text) or _NUMBER_LIKE.fullmatch(text) or any(pattern.fullmatch(text) for pattern in _TYPES.values()):
        return False
    # What an older YAML reader would take for a truth value, a time or a merge key is quoted as well.
    return bool(_YAML_1_1.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT)  # type: ignore[no-untyped-call]


def _compose(source: str) -> yaml.MappingNode | None:
    if len(source) > MAX_SIZE:
        raise NoteError(f"the properties are larger than {MAX_SIZE // 1024} KB")
    try:
        if _could_be_deep(source):
            _check_depth(source)
        documents = list(yaml.compose_all(source, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        raise NoteError(f"line {_line_of(error)}: the properties are no valid YAML: {error.problem or error}") from error
    except (yaml.YAMLError, UnicodeError, RecursionError) as error:
        raise NoteError(f"the properties are no valid YAML: {error}") from error
    root = documents[0] if documents else None
    if len(documents) > 1 or not (root is None or isinstance(root, yaml.MappingNode)):
        raise NoteError("line 2: the properties are no list of names with values")
    return root


def _line_of(error: yaml.MarkedYAMLError) -> int:
    mark = error.problem_mark or error.context_mark
    return 2 if mark is None else int(mark.line) + 2  # the opening rule is line 1


def _could_be_deep(source: str) -> bool:
    """Whether nesting must be counted before libyaml's recursion sees it; a cheap look that plain properties pass."""
    if source.count("[") + source.count("{") > 100:
        return True
    return any(len(line) > 60 and len(_NESTING.findall(line)) > 20 for line in source.split("\n")) or len(source) > MAX_SIZE // 4


def _check_depth(source: str) -> None:
    depth = 0
    for event in yaml.parse(source, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise NoteError("the properties are nested too deep")


def _pairs(root: yaml.MappingNode) -> list[tuple[str, yaml.ScalarNode, yaml.Node]]:
    seen: set[str] = set()
    pairs = []
    for key, node in root.value:
        if not isinstance(key, yaml.ScalarNode):
            raise NoteError(f"line {key.start_mark.line + 2}: a property's name must be text")
        if key.value in seen:
            raise NoteError(f"line {key.start_mark.line + 2}: the property {key.value!r} stands twice")
        seen.add(key.value)
        pairs.append((key.value, key, node))
    return pairs


class _Budget:
    """Makes Python values of nodes and stops when there are too many or they are nested too deep."""

    def __init__(self) -> None:
        self.left = MAX_VALUES

    def value(self, node: yaml.Node, depth: int) -> Any:
        self.left -= 1
        if self.left < 0 or depth > MAX_DEPTH:
            raise NoteError(f"line {node.start_mark.line + 2}: the properties are nested too deep or repeat too much")
        if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
            return [self.value(item, depth + 1) for item in node.value]
        if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
            return {name: self.value(item, depth + 1) for name, _, item in _pairs(node)}
        if isinstance(node, yaml.ScalarNode):
            return _scalar_value(node)
        raise NoteError(f"line {node.start_mark.line + 2}: unknown YAML tag {node.tag}")


def _scalar_value(node: yaml.ScalarNode) -> Any:
    kind, text = node.tag.removeprefix("tag:yaml.org,2002:"), str(node.value)
    if kind == "str":
        return text
    pattern = _TYPES.get(kind)
    if pattern is None or not pattern.fullmatch(text):
        raise NoteError(f"line {node.start_mark.line + 2}: unknown YAML tag {node.tag}")
    try:
        return _CONVERTERS[kind](text)
    except ValueError:  # a day that no calendar has
        return text


def _moment(text: str) -> date | datetime:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text.upper())


_CONVERTERS: Mapping[str, Any] = {
    "null": lambda _: None,
    "bool": lambda text: text.lower() == "true",
    "int": int,
    "float": float,
    "timestamp": _moment,
}


def _located(source: str, offset: int, name: str, key: yaml.Node, node: yaml.Node, value: Any) -> Property:
    start = source.rfind("\n", 0, key.start_mark.index) + 1
    # The place of an alias (`*x`) or of a value that stands before its key is that of its anchor: such a property has no span of its own.
    behind = node.start_mark.index >= key.end_mark.index
    last = _last_index(node) if behind else key.end_mark.index
    end = len(source) if (found := source.find("\n", max(last - 1, key.end_mark.index - 1))) < 0 else found + 1
    span = (node.start_mark.index, _last_index(node)) if behind else (0, 0)
    listed = isinstance(node, yaml.SequenceNode)
    items = tuple((item.start_mark.index + offset, _last_index(item) + offset) for item in node.value) if listed else ()
    flow = isinstance(node, yaml.CollectionNode) and bool(node.flow_style)
    single = isinstance(node, yaml.ScalarNode) and behind and "\n" not in source[span[0] : span[1]]
    return Property(name, value, start + offset, end + offset, (span[0] + offset, span[1] + offset), items, flow, single)


def _indent(source: str, at: int) -> str:
    """The spaces before a line's first sign: a name may stand behind a question mark."""
    line = source[source.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip(" "))]


def _last_index(node: yaml.Node) -> int:
    """Where a value ends: libyaml puts the end of a block list behind the blank lines and comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_index(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)
