"""The settings, where users of the engine look for them."""

from corpus.settings import Settings

__all__ = ["Settings"]
