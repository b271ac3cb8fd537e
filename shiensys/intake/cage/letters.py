"""Values of ours written in JSON and read again by their types: what comes from a cage is believed in nothing."""

from __future__ import annotations

import datetime as dt
import numbers
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

LONGEST_TEXT = 2_000  # characters: more says no sentence, and is no heading
MOST_ENTRIES = 20_000  # of a list or mapping
_DAY = "day"

T = TypeVar("T")


class LetterError(ValueError):
    """What was written is no value of the type that was expected."""


def written(value: object) -> Any:
    """Write a value so that JSON can hold it: our dataclasses by field, days marked, what is unknown as text.

    >>> written((1, dt.date(2026, 3, 31), None))
    [1, {'day': '2026-03-31'}, None]
    """
    if isinstance(value, str):
        return _cut(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        return float(value)
    if isinstance(value, dt.date):
        return {_DAY: value.isoformat()[:10]}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: written(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {_cut(str(key)): written(entry) for key, entry in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [written(entry) for entry in value]
    return _cut(str(value))


def _cut(text: str) -> str:
    """Leave off the end of a text that would be too long to be read: a cell may hold a novel."""
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def read(kind: type[T], value: object) -> T:
    """Read a value of one type; raises LetterError where it is none.

    >>> read(tuple[int, ...], [1, 2])
    (1, 2)
    """
    result: T = _read(kind, value)
    return result


def _read(kind: Any, value: object) -> Any:
    """Read by the type's form."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _one_of(inside, value)
    if kind is object:
        return _anything(value)
    if origin is tuple:
        return _tuple(inside, value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {_read(str, key): _read(inside[1], entry) for key, entry in _mapping(value).items()}
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind, value)
    return _plain(kind, value)


def _plain(kind: Any, value: object) -> Any:
    """Read a text, number, sign or day."""
    if kind is dt.date:
        return _day(value)
    if isinstance(kind, type) and issubclass(kind, IntEnum) and isinstance(value, int):
        return _or_error(kind, value)
    if kind is float and type(value) is int:
        return float(value)
    if kind in (str, int, float, bool, type(None)) and type(value) is kind:
        return _short(value) if isinstance(value, str) else value
    raise LetterError


def _one_of(kinds: tuple[Any, ...], value: object) -> Any:
    """Read as the first type that fits."""
    for kind in kinds:
        try:
            return _read(kind, value)
        except LetterError:
            continue
    raise LetterError


def _tuple(inside: tuple[Any, ...], value: object) -> tuple[Any, ...]:
    """Read a row of values."""
    if not isinstance(value, list) or len(value) > MOST_ENTRIES:
        raise LetterError
    kinds = inside[:1] * len(value) if inside[-1] is Ellipsis else inside
    if len(kinds) != len(value):
        raise LetterError
    return tuple(_read(kind, entry) for kind, entry in zip(kinds, value, strict=True))


def _dataclass(kind: type[Any], value: object) -> Any:
    """Read one of our dataclasses; a field that isn't written keeps what it is by default."""
    about: Any = kind
    entries, hints = _mapping(value), _hints(about)
    names = [field.name for field in fields(kind) if field.name in entries]
    return _or_error(kind, **{name: _read(hints[name], entries[name]) for name in names})


@lru_cache
def _hints(kind: Any) -> dict[str, Any]:
    """Give the types of a dataclass's fields."""
    return get_type_hints(kind)


def _anything(value: object, depth: int = 5) -> object:
    """Read what may be any plain value: lists stay lists."""
    if isinstance(value, dict) and set(value) == {_DAY}:
        return _day(value)
    if isinstance(value, dict) and depth:
        return {_short(key): _anything(entry, depth - 1) for key, entry in _mapping(value).items()}
    if isinstance(value, list) and depth and len(value) <= MOST_ENTRIES:
        return [_anything(entry, depth - 1) for entry in value]
    if isinstance(value, str):
        return _short(value)
    if value is None or isinstance(value, int | float):
        return value
    raise LetterError


def _day(value: object) -> dt.date:
    """Read a day."""
    text = _mapping(value).get(_DAY)
    if not isinstance(text, str):
        raise LetterError
    day: dt.date = _or_error(dt.date.fromisoformat, text)
    return day


def _mapping(value: object) -> Mapping[str, object]:
    """Read a mapping that isn't too long."""
    if not isinstance(value, dict) or len(value) > MOST_ENTRIES:
        raise LetterError
    return value


def _short(text: str) -> str:
    """Read a text that isn't too long."""
    if len(text) > LONGEST_TEXT:
        raise LetterError
    return text


def _or_error(make: Any, *values: object, **named: object) -> Any:
    """Make a value; raises LetterError where it can't be made."""
    try:
        return make(*values, **named)
    except (ValueError, TypeError):
        raise LetterError from None
