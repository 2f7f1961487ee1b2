"""Every brand in both themes and three languages: its own colour, and text that can be read on it."""

from pathlib import Path

import pytest
import yaml

from people import PHONE, People, shoot
from server import ROOT
from tour import LANGUAGES

CONTRAST = (Path(__file__).parent / "contrast.js").read_text()
BRANDS = {file.parent.name: yaml.safe_load(file.read_text()) for file in sorted(ROOT.glob("Brands/*/brand.yaml"))}


@pytest.mark.parametrize("brand", BRANDS)
def test_a_brand_wears_its_own_colours_and_can_be_read(people: People, brand):
    faults = []
    for language in LANGUAGES:
        page = people.context(PHONE, language).new_page()
        for name in ("help", "signin"):
            page.goto(f"/{brand}/{name}")
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                shown = page.evaluate(
                    """() => ({ brand: document.documentElement.dataset.brand, name: document.body.innerText,
                        accent: getComputedStyle(document.documentElement).getPropertyValue("--accent").trim() })""")
                assert shown["brand"] == brand
                assert shown["accent"] == BRANDS[brand]["colours"][theme]["fill"]
                assert BRANDS[brand]["name"][language] in shown["name"]
                button = page.get_by_role("main").locator("button[type=submit]").first
                assert button.evaluate("node => getComputedStyle(node).backgroundColor") == rgb(shown["accent"])
                faults += [f"{language} {name} {theme}: {fault}" for fault in page.evaluate(CONTRAST)]
                shoot(page, f"brand-{brand}-{theme}-{language}-{name}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("system, chosen", [("light", "dark"), ("dark", "light")])
def test_the_chosen_theme_wins_over_the_systems_and_stays(people: People, system, chosen):
    page = people.context(PHONE, color_scheme=system).new_page()
    page.goto("/upay/help")
    page.get_by_role("contentinfo").get_by_role("link", name="深色" if chosen == "dark" else "浅色").click()
    for address in (None, "/upay/contact", "/upay/signin"):
        if address:
            page.goto(address)
        accent = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent').trim()")
        assert accent == BRANDS["upay"]["colours"][chosen]["fill"], f"{address}: {accent}"


def rgb(colour: str) -> str:
    red, green, blue = (int(colour[at:at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"
