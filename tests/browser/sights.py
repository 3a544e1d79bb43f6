"""What a reader meets on a page, kept so that many tests can ask about one visit."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from playwright.sync_api import BrowserContext

from tests.browser.addresses import Address
from tests.browser.serving import Server
from tests.browser.trouble import find_trouble
from tests.browser.visiting import Complaints, visit

# The icons' font turns names into pictures: nobody reads the names. They are written
# in English in every language, as Streamlit writes them.
READ_WORDS = """() => {
    const icon = '[translate="no"], [data-testid="stIconMaterial"]';
    const icons = [...document.querySelectorAll(icon)];
    const styles = icons.map(part => part.style.display);
    icons.forEach(part => { part.style.display = 'none'; });
    const said = [document.title, document.body.innerText];
    icons.forEach((part, at) => { part.style.display = styles[at]; });
    for (const name of ['aria-label', 'alt', 'title', 'placeholder']) {
        for (const part of document.querySelectorAll(`[${name}]:not(${icon})`)) {
            said.push(part.getAttribute(name));
        }
    }
    return said.join('\\n');
}"""

READ_EXCEPTIONS = """() => [...document.querySelectorAll(
    '[data-testid="stException"], [data-testid="stAlertContentError"]'
)].map(part => part.innerText)"""


READ_FIGURES = """() => [...document.querySelectorAll('[class*="st-key-figure_"]')]
    .map(part => part.innerText)"""


@dataclass(frozen=True)
class Sight:
    """One page as it was seen.

    `words` has labels and text alternatives too; `figures` the words of each chart.
    """

    words: str
    figures: tuple[str, ...]
    document_language: str
    title: str
    exceptions: tuple[str, ...]
    console: tuple[str, ...]
    requests: tuple[str, ...]
    log: tuple[str, ...]


Look = Callable[[Address], Sight]


def make_look(context: BrowserContext, server: Server) -> Look:
    """A function that visits an address once and remembers what it saw."""

    @cache
    def look(address: Address) -> Sight:
        heard = Complaints()
        start = server.log_size()
        with context.new_page() as page:
            heard.listen(page)
            visit(page, server.url + address.path)
            return Sight(
                words=page.evaluate(READ_WORDS),
                figures=tuple(page.evaluate(READ_FIGURES)),
                document_language=page.evaluate("document.documentElement.lang"),
                title=page.locator("h1").first.inner_text(),
                exceptions=tuple(page.evaluate(READ_EXCEPTIONS)),
                console=tuple(heard.console),
                requests=tuple(heard.requests),
                log=tuple(find_trouble(server.read_log(start))),
            )

    return look
