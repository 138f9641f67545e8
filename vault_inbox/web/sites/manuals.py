"""The software that documentation is made with: how its pages are known, where their text stands, and what in it is no part of it."""

from __future__ import annotations

from dataclasses import dataclass

from .forums import any_of, has


@dataclass(frozen=True, slots=True)
class Manual:
    """XPath expressions: one that finds something on every page, the element of the text, and the rest as seen from there.

    `chrome` goes; `signatures` are declarations, which become code; `boxes` are named as notes by their class alone; `layout` are lists
    that only lay out sections; `tabs` finds sets of panels, with `label` and `panel` as seen from a set. `language` is that of code which
    names none. Where a signature walks the whole page, `word` stands in the markup of every such page.
    """

    signature: str
    content: str
    chrome: str = ""
    signatures: str = ""
    boxes: str = ""
    layout: str = ""
    language: str = ""
    tabs: str = ""
    label: str = ""
    panel: str = ""
    word: str = ""


def _generator(name: str) -> str:
    return f"/html/*/meta[@name='generator' and starts-with(@content, '{name}')]"


MANUALS = (
    # MkDocs, with the theme Material; before Sphinx, which shares names with it
    Manual(
        _generator("mkdocs"),
        f"//article[{has('md-content__inner')}]",
        chrome=(
            f".//*[{any_of('md-content__button', 'headerlink', 'md-source-file', 'md-feedback', 'md-tags', 'md-annotation__index')}]"
            f" | .//div[{has('linenodiv')}]"
            f" | .//td[{has('linenos')}] | ./h2[@id='__comments']/following-sibling::* | ./h2[@id='__comments']"
        ),
        boxes=".//details[@class]",
        tabs=f".//div[{has('tabbed-set')}]",
        label=f"./div[{has('tabbed-labels')}]/label",
        panel=f"./div[{has('tabbed-content')}]/div",
    ),
    # Sphinx, whatever the theme
    Manual(
        f"/html/*/script[contains(@src, '_static/doctools.js') or contains(@src, 'documentation_options.js')] | {_generator('Docutils')}",
        f"//*[@itemprop='articleBody'] | //article[{any_of('bd-article', 'yue')} or @role='main']"
        f" | //*[@role='main'] | //div[{has('body')}]",
        chrome=(
            f".//*[{any_of('headerlink', 'viewcode-link', 'viewcode-back', 'linenos', 'toctree-wrapper', 'prev-next-area', 'related')}]"
            f" | .//nav[{has('contents')}] | .//div[{has('topic') + ' and ' + has('contents')}]"
            f" | .//div[{has('bd-header-article')}] | .//nav[@aria-label='Breadcrumb' or @aria-label='Breadcrumbs'] | .//footer"
        ),
        signatures=f".//dt[{any_of('sig', 'descname')}]",
        tabs=f".//div[{has('sphinx-tabs')}]",
        label=f".//button[{has('sphinx-tabs-tab')}]",
        panel=f".//div[{has('sphinx-tabs-panel')}]",
    ),
    Manual(
        _generator("Docusaurus"),
        f"//div[{has('theme-doc-markdown')}] | //article//div[@id='__blog-post-container']",
        chrome=f".//a[{has('hash-link')}] | .//*[{has('theme-doc-toc-mobile')}]",
        tabs=f".//div[{has('tabs-container')}]",
        label=".//li[@role='tab']",
        panel=".//div[@role='tabpanel']",
    ),
    Manual(
        _generator("VitePress"),
        f"//div[{has('vp-doc')}]",
        chrome=f".//a[{has('header-anchor')}] | .//span[{has('lang')}] | .//div[{has('line-numbers-wrapper')}]",
        tabs=f".//div[{has('vp-code-group')}]",
        label=f"./div[{has('tabs')}]/label",
        panel=f"./div[{has('blocks')}]/div",
    ),
    Manual(
        _generator("Starlight"),
        f"//div[{has('sl-markdown-content')}]",
        chrome=f".//a[{has('sl-anchor-link')}] | .//div[{has('copy')}] | .//figcaption[not(normalize-space())]",
        tabs=".//starlight-tabs",
        label=".//a[@role='tab']",
        panel=".//div[@role='tabpanel']",
    ),
    Manual(
        _generator("GitBook"),
        "//main//div[p or h2][preceding-sibling::header] | //main//div[p or h2]",
        chrome=f".//button | .//div[{has('hash')}]",
    ),
    # mdBook writes no `generator`
    Manual(
        "id('page-wrapper')//div[@id='menu-bar']",
        "//div[@id='content']/main",
        chrome=f".//span[{has('boring')}] | .//div[{has('buttons')}]",
    ),
    Manual(
        "/html/*/meta[@name='generator' and @content='rustdoc']",
        "//section[@id='main-content']",
        chrome=(
            f".//*[{any_of('main-heading', 'src', 'srclink', 'anchor', 'doc-anchor', 'tooltip', 'out-of-band')}]"
            f" | .//summary[{has('hideme')}] | .//rustdoc-toolbar"
            " | .//*[starts-with(@id, 'blanket-implementations') or starts-with(@id, 'synthetic-implementations')]"
        ),
        signatures=f".//*[{has('code-header')}]",
        language="rust",
    ),
    Manual(
        _generator("javadoc"),
        "//main[@role='main']",
        chrome=f"./div[{has('header')}] | .//div[{any_of('inheritance', 'table-tabs')}] | .//section[{has('summary')}]",
        signatures=f".//div[{any_of('type-signature', 'member-signature')}]",
        layout=f".//ul[{any_of('details-list', 'member-list', 'summary-list')}] | .//ul[{any_of('details-list', 'member-list')}]/li",
    ),
    # GitHub: a file of Markdown, a README, a page of a wiki, a release; Gitea and Forgejo
    Manual(
        "/html/*/meta[@property='og:site_name' and @content='GitHub']",
        f"//article[{has('markdown-body')}] | //*[@id='wiki-body']//*[{has('markdown-body')}] | //*[@data-test-selector='body-content']",
        chrome=f".//*[{has('zeroclipboard-container')}] | .//a[{has('anchor')} and not(normalize-space())]",
    ),
    Manual(
        f"//div[{has('repository')}]//div[{any_of('file-view', 'wiki')}]",
        f"//div[{has('repository')}]//div[{has('file-view')} and {has('markdown')}] | //div[{has('wiki-content-main')}]",
        chrome=f".//a[{has('anchor')} and not(normalize-space())] | .//button",
        word="repository",
    ),
)
