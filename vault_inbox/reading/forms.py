"""The frozen types as JSON and back, checked on the way in: what comes from a reading process is foreign, as the page was that it read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def pack(value: object) -> bytes:
    """Write a value of dataclasses, dates, texts, numbers, sequences and mappings as JSON; lone surrogates survive."""
    return json.dumps(_plain(value)).encode("ascii")


def unpack(form: type[T], data: bytes) -> T:
    """Read what `pack` wrote of a `form`; `ValueError` for anything that is not exactly of this form."""
    try:
        found: T = _shaped(form, json.loads(data))
    except (RecursionError, TypeError) as error:
        raise ValueError(str(error)) from error
    return found


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    return value


def _shaped(form: Any, value: Any) -> Any:
    if is_dataclass(form):
        build: Any = form
        hints = _hints(build)
        return build(**{name: _shaped(hints.get(name), part) for name, part in _of(dict, value).items()})
    kind, parts = get_origin(form), get_args(form)
    if kind in (Union, UnionType):
        return _one_of(parts, value)
    if kind is tuple:
        return tuple(_shaped(parts[0], part) for part in _of(list, value))
    if kind is not None and kind is not Literal and issubclass(kind, Mapping):
        return {key: _shaped(parts[1], part) for key, part in _of(dict, value).items()}
    if (kind is Literal and value in parts) or form is Any:
        return value
    return _simple(form, value)


def _one_of(forms: tuple[Any, ...], value: Any) -> Any:
    for form in forms:
        try:
            return _shaped(form, value)
        except ValueError:
            continue
    raise ValueError(f"{value!r:.80} is none of {forms}")


def _simple(form: Any, value: Any) -> Any:
    if form is datetime and "T" in _of(str, value):  # without a time it is a date
        return datetime.fromisoformat(value)
    if form is date:
        return date.fromisoformat(_of(str, value))
    if form in (str, bool, int, float, type(None)):
        return _of(form, value)
    raise ValueError(f"{value!r:.80} is not of {form}")


def _of(kind: type[T], value: Any) -> T:
    if type(value) is not kind:
        raise ValueError(f"{value!r:.80} is no {kind.__name__}")
    return value


@cache
def _hints(form: Any) -> Mapping[str, Any]:
    return get_type_hints(form)
