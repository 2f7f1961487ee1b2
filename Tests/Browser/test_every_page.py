"""What holds on every page, in every language: names, headings, landmarks, no sideways scrolling, a quiet console."""

import re
from pathlib import Path

import pytest

from people import DESKTOP, PHONE, People, shoot
from tour import LANGUAGES, customer_pages, desk_pages, enter

READING = (Path(__file__).parent / "reading.js").read_text()
#: A page that is missing says so with its status, and the browser notes that.
MISSING = "status of 404"


@pytest.fixture
def pages(people):
    trouble = people.trouble()
    addresses = customer_pages(people, trouble)
    people.watch.allowed.append(MISSING)
    return trouble, {**addresses, **desk_pages(addresses)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_read_without_eyes(people: People, pages, language):
    trouble, addresses = pages
    context = people.context(DESKTOP, language)
    enter(people, context, trouble)
    page = context.new_page()
    faults = []
    for name, address in addresses.items():
        page.goto(address)
        assert page.evaluate("document.documentElement.lang") == language, f"{name} is not in {language}"
        faults += [f"{name}: {fault}" for fault in page.evaluate(READING)]
        faults += [f"{name}: {fault}" for fault in foreign(page.locator("body").inner_text(), language)]
    assert not faults, "\n".join(faults)


def foreign(text: str, language: str) -> list[str]:
    """Words of another language or of the machine, where they must not be. People, shops and banks keep their names."""
    faults = [f"a place was not filled in: {found}" for found in re.findall(r"\{[a-z_]+\}", text)]
    if language == "zh-Hans":
        # Half-width punctuation between Chinese characters, and a space before full-width punctuation.
        faults += [f"half-width: {found}" for found in re.findall(r"[一-鿿][,;:!?][一-鿿]", text)]
        faults += [f"space before: {found!r}" for found in re.findall(r"\S [，。；：？！、]", text)]
    return faults


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_scrolls_sideways(people: People, pages, width):
    trouble, addresses = pages
    context = people.context({"width": width, "height": 800})
    enter(people, context, trouble)
    page = context.new_page()
    faults = []
    for large in (False, True):
        for name, address in addresses.items():
            page.goto(address + (("&" if "?" in address else "?") + "text=large" if large else ""))
            found = [fault for fault in page.evaluate(READING) if "sideways" in fault]
            faults += [f"{name}{' large' if large else ''}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_page_is_shown(people: People, pages, size, theme):
    trouble, addresses = pages
    context = people.context(size, color_scheme=theme)
    enter(people, context, trouble)
    page = context.new_page()
    kind = "phone" if size == PHONE else "desktop"
    for name, address in addresses.items():
        answer = page.goto(address)
        assert answer.status == (404 if "missing" in name else 200), f"{name}: {answer.status}"
        page.evaluate("document.fonts.ready")
        shoot(page, f"page-{kind}-{theme}-{name}", full=not name.startswith(("chat", "desk")))
