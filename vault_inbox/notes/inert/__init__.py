"""Make foreign text harmless: it reads the same to a person and does nothing in Obsidian. Everything captured goes through here."""

from .addresses import address
from .blocks import block
from .code import code_fence, code_span
from .math import formula
from .text import line, link, plain, undated

__all__ = ["address", "block", "code_fence", "code_span", "formula", "line", "link", "plain", "undated"]
