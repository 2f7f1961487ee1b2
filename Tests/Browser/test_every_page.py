"""What holds on every page, in every language: names, headings, landmarks, enough contrast, no sideways scrolling,
a quiet console."""

import re
from pathlib import Path

import pytest

from people import DESKTOP, PHONE, People, shoot
from tour import LANGUAGES, Tour

CONTRAST = (Path(__file__).parent / "contrast.js").read_text()
READING = (Path(__file__).parent / "reading.js").read_text()
#: A page that is missing says so with its status, and the browser notes that.
MISSING = "status of 404"
WIDTHS = [{"width": width, "height": 800} for width in (320, 390, 768, 1280)]


def open_page(people: People, tour: Tour, size, language="zh-Hans"):
    people.watch.allowed.append(MISSING)
    context = people.context(size, language)
    tour.enter(context)
    return context.new_page()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_read_without_eyes(people: People, tour: Tour, language):
    page = open_page(people, tour, DESKTOP, language)
    faults = []
    for name, address in tour.addresses.items():
        page.goto(address)
        assert page.evaluate("document.documentElement.lang") == language, f"{name} is not in {language}"
        faults += [f"{name}: {fault}" for fault in page.evaluate(READING)]
        # What stands as code is meant as it stands: the editor names the places that authors may use.
        text = page.locator("body").inner_text()
        for code in page.locator("code").all_inner_texts():
            text = text.replace(code, "")
        faults += [f"{name}: {fault}" for fault in foreign(text, language)]
    assert not faults, "\n".join(faults)


def foreign(text: str, language: str) -> list[str]:
    """Words of another language or of the machine, where they must not be. People, shops and banks keep their names."""
    faults = [f"a place was not filled in: {found}" for found in re.findall(r"\{[a-z_]+\}", text)]
    if language == "zh-Hans":
        # Half-width punctuation between Chinese characters, and a space before full-width punctuation.
        faults += [f"half-width: {found}" for found in re.findall(r"[一-鿿][,;:!?][一-鿿]", text)]
        faults += [f"space before: {found!r}" for found in re.findall(r"\S [，。；：？！、]", text)]
    return faults


@pytest.mark.parametrize("text", ["normal", "large"])
def test_nothing_scrolls_sideways(people: People, tour: Tour, text):
    page = open_page(people, tour, WIDTHS[0])
    page.goto(f"/upay/help?text={text}")
    faults = []
    for name, address in tour.addresses.items():
        page.goto(address)
        for size in WIDTHS:
            page.set_viewport_size(size)
            found = [fault for fault in page.evaluate(READING) if "sideways" in fault]
            faults += [f"{name} at {size['width']}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_page_is_shown_in_light_and_dark(people: People, tour: Tour, size):
    page = open_page(people, tour, size)
    kind = "phone" if size == PHONE else "desktop"
    faults = []
    for name, address in tour.addresses.items():
        answer = page.goto(address)
        assert answer.status == (404 if "missing" in name else 200), f"{name}: {answer.status}"
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            faults += [f"{name} {theme}: {fault}" for fault in page.evaluate(CONTRAST)]
            shoot(page, f"page-{kind}-{theme}-{name}", full=not name.startswith(("chat", "desk")))
    assert not faults, "\n".join(faults)
