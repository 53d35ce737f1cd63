"""The language model of the settings, if they name one."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from assistant.model import TIMEOUT_SECONDS, Prompt, Server
from corpus.settings import Settings
from index.embed import ModelError

_LONGEST_TIMEOUT_SECONDS: Final = 600.0


class ModelSettingsError(ModelError):
    """The settings of the language model cannot be used; the message says which and how to mend it."""


@dataclass(frozen=True, slots=True)
class ServedModel(Server):
    """A model that is asked over the network."""

    def write(self, prompt: Prompt) -> Generator[str, None, None]:
        """Give the text in pieces as they come; ModelFailureError where it does not come whole."""
        from assistant.llm import stream_text  # noqa: PLC0415 - a second to import, and only this needs it

        return stream_text(self, prompt)


def model_of(settings: Settings) -> ServedModel | None:
    """Return the model that the settings name, None without one; raise ModelSettingsError for half a setting."""
    base_url, name = settings.llm_base_url, settings.llm_model
    if base_url is None and name is None:
        return None
    if base_url is None or name is None:
        missing, given = ("MODEL", "BASE_URL") if name is None else ("BASE_URL", "MODEL")
        raise ModelSettingsError(
            f"ASSISTANT_LLM_{given} is set but ASSISTANT_LLM_{missing} is not. Set both or neither."
        )
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ModelSettingsError(
            f"ASSISTANT_LLM_BASE_URL is {base_url!r}, no http(s) address. Write it such as http://127.0.0.1:11434/v1."
        )
    return ServedModel(base_url.rstrip("/"), name, settings.llm_api_key, _timeout(settings.llm_timeout_seconds))


def _timeout(value: str | None) -> float:
    if value is None:
        return TIMEOUT_SECONDS
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _LONGEST_TIMEOUT_SECONDS:
        raise ModelSettingsError(
            f"ASSISTANT_LLM_TIMEOUT_SECONDS is {value!r}. Write seconds, {_LONGEST_TIMEOUT_SECONDS:.0f} at most."
        )
    return seconds
