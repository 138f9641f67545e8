"""A language model that the user has, by Simon Willison's `llm` library (`vault-inbox[llm]`): one question, one JSON object, or an error.

The library and its plugins are foreign code that may hang, download or fail in any way: each question runs in a thread of its own, and
one that is not answered in time closes the model until that thread has ended.
"""

from __future__ import annotations

import json
import re
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Any

from .errors import ConfigError
from .pipeline import attempt, said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Ask = Callable[[str, str, Mapping[str, Any]], tuple[Mapping[str, Any], str]]

SECONDS = 60.0  # for one answer; a small model on one slow core needs a few
_TOKENS = 500  # of one answer, where the model takes such a limit
_LONGEST = 20_000  # characters of an answer that are looked at
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)


def open_model(name: str, seconds: float = SECONDS) -> Ask:
    """The model of this name (as `llm models` lists it) as a function: (system, prompt, JSON schema) -> the object that it answers, and "".

    Raises `ConfigError` where the library is not installed or knows no such model. The function never raises: after `seconds`, for an
    answer that is no JSON object, and when the model's plugin fails it gives an empty object and the reason.
    """
    try:
        llm = import_module("llm")  # an extra; nobody without a model pays for it
    except ImportError:
        raise ConfigError(f'model = "{name}" needs the library llm: install vault-inbox[llm]') from None
    model, error = attempt(lambda: llm.get_model(name))
    if isinstance(error, llm.UnknownModelError):
        known = ", ".join(sorted(each.model.model_id for each in llm.get_models_with_aliases())[:20])
        raise ConfigError(f'there is no model "{name}" here; there are: {known or "none"} (see `llm models`)')
    if error:  # a plugin of the library may be broken, not even the one that is wanted
        raise ConfigError(f'the model "{name}" cannot be opened: {said(error)}') from error
    running: list[Thread] = []

    def asked(system: str, prompt: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        if running and running[-1].is_alive():
            raise TimeoutError("the model is still busy with an earlier question")
        got: list[str | BaseException] = []
        thread = Thread(target=_answer, args=(model, system, prompt, schema, got), name="model", daemon=True)
        running[:] = [thread]
        thread.start()
        thread.join(seconds)
        if not got:
            raise TimeoutError(f"the model did not answer within {seconds:g} s")
        if isinstance(got[0], BaseException):
            raise got[0]
        return _object(got[0])

    def ask(system: str, prompt: str, schema: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
        answer, error = attempt(lambda: asked(system, prompt, schema))
        return answer or {}, said(error)[:200] if error else ""

    return ask


def _answer(model: Any, system: str, prompt: str, schema: Mapping[str, Any], got: list[str | BaseException]) -> None:
    options: dict[str, Any] = {"max_tokens": _TOKENS} if "max_tokens" in model.Options.model_fields else {}
    try:
        if model.supports_schema:
            options["schema"] = dict(schema)
        got.append(str(model.prompt(prompt, system=system, stream=False, **options).text()))
    except BaseException as error:
        got.append(error if isinstance(error, Exception) else RuntimeError(f"{type(error).__name__}: {error}"))


def _object(answer: str) -> Mapping[str, Any]:
    """The JSON object in an answer; models like to put words or a fence around it."""
    found = _OBJECT.search(answer[:_LONGEST])
    try:
        value = json.loads(found.group()) if found else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise ValueError("the model gave no JSON object")
    return value
