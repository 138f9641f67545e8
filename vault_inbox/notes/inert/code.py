"""Foreign code: fences longer than any run inside, languages only if known, nothing that a plugin would run."""

from __future__ import annotations

import re

from .characters import seen

# Programming and markup languages by the names that highlighters know. What some plugin of Obsidian's draws, queries or runs as soon as
# the note is shown (dataview, tasks, query, base, button, mermaid, plantuml, tikz, typst, chart, sparql …) is left out on purpose.
LANGUAGES = frozenset(
    """
    abap actionscript ada apache apex apl applescript arduino asciidoc asm asm6502 awk ballerina bash basic bat batch bibtex bison
    brainfuck bsl c c# c++ cc clike clj clojure cmake cmd cobol coffee coffeescript common-lisp console cpp crystal cs csharp
    cshtml css cuda cxx cython d dart delphi diff django dockerfile docker dos ebnf editorconfig eiffel ejs elisp elixir elm
    emacs-lisp erb erlang f# fish forth fortran fsharp gcode gdscript gherkin git gitignore glsl gnuplot go golang gradle graphql
    groovy h haml handlebars haskell haxe hbs hcl hlsl hpp hs http idris ini ipython irb j java javascript jinja jinja2
    jl js json json5 jsonc jsonl jsonnet julia kotlin kt kts less lisp liquid llvm log lua makefile make markdown markup
    mathematica matlab md mdx mojo mysql nasm nginx nim nix objc objective-c ocaml octave odin pascal patch perl php pgsql pl
    plain plaintext postgres postgresql powershell prisma prolog properties proto protobuf ps1 pug puppet purescript py py3 pycon
    pyi pyrex python python3 q qml r racket raku rb re reason regex rest rkt rs rst ruby rust sas sass scala scheme scss sed sh
    shell shell-session shellscript smalltalk sml solidity sql sqlite stata stylus svelte swift systemverilog tcl tcsh
    terraform tex text tf toml ts tsql tsx turtle twig txt typescript v vala vb vba vbnet verilog vhdl vim viml vimscript
    vue wasm wat wgsl wiki x86asm xml xquery xsl xslt yaml yml zig zsh
    """.split()  # noqa: SIM905 - 250 names in quotes read worse
)

# The same to a highlighter, or nearly; by their own names there are plugins that hand the first to a TeX that runs programs, draw the
# second, put the markup into the note as it is, with what it loads and runs, and run the last.
_OTHER_NAMES = {"latex": "tex", "svg": "xml", "html": "xml", "htm": "xml", "xhtml": "xml", "jsx": "js"}

_TEMPLATER = re.compile(r"<%")
# Dataview evaluates `= …` and `$= …`, Datacore also `dc= …`, Meta Bind INPUT[…], VIEW[…], BUTTON[…]; Buttons shows the button of a name,
# SQLSeal asks `S> …`, React Components run `jsx:…` and `jsx-…` (a bare word like jsx-a11y names nothing of theirs), Emera `emjs:…`.
# Also where the code itself begins with a backtick, as in `` `= …` ``: an editor may take that for the one before the code.
_INLINE_TRIGGER = re.compile(
    r"^(\s*+(?:`++\s*+)?)"
    r"(?=\$?(?:dc(?:[jt]sx?)?)?=|(?:INPUT|VIEW|BUTTON)\[|button-[\w-]++[\s`]*+$|S>|jsx:|jsx-(?![\w-]++[\s`]*+$)|em(?:jsx?|era|mdx):)"
)
_RUNS = re.compile(r"`+")
ZERO_WIDTH = "\u200b"


def code_fence(code: str, language: str = "") -> str:
    """Return a fenced block without a final newline.

    The fence is longer than any run of backticks inside; the language stays only if it is a known programming or markup language.
    """
    lines = seen(code).split("\n")
    body = defuse("\n".join(line if line.strip() else "" for line in lines).strip("\n"))
    fence = fence_for(body)
    return f"{fence}{known_language(language)}\n{body}\n{fence}"


def code_span(code: str) -> str:
    """Return code as an inline code span on one line, "" for blank code."""
    body = " ".join(seen(code).split())
    return wrap_span(body) if body else ""


def wrap_span(body: str) -> str:
    """Put backticks around the text of a code span that has no line end; what Dataview or Templater would run is broken up."""
    body = _INLINE_TRIGGER.sub(rf"\g<1>{ZERO_WIDTH}", defuse(body))
    lengths = {len(run) for run in _RUNS.findall(body)}
    fence = "`" * next(length for length in range(1, len(lengths) + 2) if length not in lengths)
    pad = " " if body[:1] == "`" or body[-1:] == "`" or (body[:1] == body[-1:] == " " and body.strip()) else ""
    return f"{fence}{pad}{body}{pad}{fence}"


def fence_for(body: str) -> str:
    """Return the shortest fence of backticks that no run inside the code can close."""
    return "`" * max(3, 1 + max((len(run) for run in _RUNS.findall(body)), default=0))


def known_language(info: str) -> str:
    """Return the language that a fence's info string names, "" unless it is a known programming or markup language."""
    word = re.split(r"[\s,:;{}=]+", info.strip().lstrip("{.").lower(), maxsplit=1)[0]
    word = word.removeprefix("language-").removeprefix("lang-")
    word = _OTHER_NAMES.get(word, word)
    return word if word in LANGUAGES else ""


def defuse(code: str) -> str:
    """Break up Templater's opening mark, which it looks for in the raw bytes, code included."""
    return _TEMPLATER.sub(f"<{ZERO_WIDTH}%", code)


def unrun(text: str) -> str:
    """Break up what plugins would run in code spans of a text that is no Markdown, but is shown as such."""
    if "`" not in text:
        return text
    first, *pieces = re.split(r"(`+)", text)
    return first + "".join(_INLINE_TRIGGER.sub(rf"\g<1>{ZERO_WIDTH}", piece) for piece in pieces)
