"""The LLM that `--judge package.module:name` names."""

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

FORM = "give it as package.module:name, where name is a LlamaIndex LLM or a function without arguments that returns one"


class JudgeError(Exception):
    """A judge that cannot be used; the message names it and the way out."""


def load_judge_llm(name: str) -> "LLM":
    """The LLM of that name; JudgeError where there is none. Modules in the working folder are found, too."""
    from llama_index.core.llms import LLM

    module_name, _, attribute = name.partition(":")
    if not module_name or not attribute.isidentifier():
        raise JudgeError(f"the judge {name!r} is not of the form package.module:name: {FORM}")
    folder = str(Path.cwd())
    if folder not in sys.path:
        sys.path.append(folder)  # last, so that no file in it takes the place of a library
    try:
        module = importlib.import_module(module_name)
    except (Exception, SystemExit) as error:  # a module of the caller's may raise anything
        raise JudgeError(f"the judge's module {module_name!r} cannot be imported ({_told(error)}): {FORM}") from error
    found = getattr(module, attribute, None)
    if found is None:
        raise JudgeError(f"the module {module_name!r} has no {attribute!r}: {FORM}")
    if callable(found) and not isinstance(found, LLM):
        try:
            found = found()
        except (Exception, SystemExit) as error:
            raise JudgeError(f"the judge {name!r} cannot be made ({_told(error)}): {FORM}") from error
    if not isinstance(found, LLM):
        raise JudgeError(f"the judge {name!r} is of the type {type(found).__name__!r}, not a LlamaIndex LLM: {FORM}")
    return found


def _told(error: BaseException) -> str:
    """The error on one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
