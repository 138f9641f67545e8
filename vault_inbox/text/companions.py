"""The folders in which browsers put the pictures, scripts and frames of a page saved as "complete": `X_files` beside `X.html`."""

from __future__ import annotations

import re

from .folding import fold

# Chrome and Edge write `_files`, Firefox what its language says; Windows moves and deletes all of these with their page ("connected
# files", Windows Shell documentation).
_ENDINGS = (
    "_files", ".files", "_file", "-dateien", "_fichiers", "_archivos", "_ficheiros", "_arquivos", "_bestanden", "-filer", "_tiedostot",
    "_pliki", "_soubory", "_elemei", "_dosyalar", "_datoteke", "_fitxers", "_failid", "_fails", "_bylos", "_fajlovi", "_fitxategiak",
)  # fmt: skip
PAGES = (".html", ".htm")
_PAGE = re.compile(r"(.+)\.html?")
_ARRIVING = re.compile(r"(?:\.syncthing\.|~syncthing~|\.)?(.+?)\.html?(?:\.[~!]?[\w-]{1,12})?~?")


def page_of(folder: str) -> str:
    """Give the name, without its ending, of the page whose files a folder of this name may hold; "" for any other folder."""
    lower = folder.lower()
    ending = next((ending for ending in _ENDINGS if lower.endswith(ending)), "")
    return folder[: len(folder) - len(ending)] if ending else ""


def page_among(name: str, *, arriving: bool = False) -> str:
    """Give the folded name without its ending of a file that is a saved page, "" for any other; `arriving`: one half written."""
    found = (_ARRIVING if arriving else _PAGE).fullmatch(fold(name))
    return found[1] if found else ""
