"""The helpers that all tests of accessibility rest on: they find what is there, in shadow trees too."""

import pytest
from playwright.async_api import Browser

from tests.e2e.axe import violations
from tests.e2e.overflow import sticking_out

pytestmark = pytest.mark.e2e

PAGE = "<!doctype html><html lang='en'><title>t</title><main><h1>h</h1><div id='a'>{}</div><div id='b'></div></main>"


async def test_a_button_without_a_name_is_found_on_the_page_and_in_a_shadow_tree(browser: Browser) -> None:
    page = await browser.new_page()

    await page.set_content(PAGE.format("<button>named</button>"))
    assert await violations(page) == []

    await page.set_content(PAGE.format("<button></button>"))
    assert [line.split()[0] for line in await violations(page)] == ["button-name"]
    assert await violations(page, "#b") == []

    await page.set_content(PAGE.format(""))
    await page.evaluate("document.querySelector('#b').attachShadow({mode: 'open'}).innerHTML = '<button></button>'")
    (line,) = await violations(page, "#b")
    assert "button-name (critical)" in line


async def test_what_is_wider_than_the_window_is_found_unless_it_scrolls_in_a_box_of_its_own(browser: Browser) -> None:
    page = await browser.new_page(viewport={"width": 390, "height": 800})
    wide = "<div id='wide' style='width: 500px'>wide</div>"

    await page.set_content(PAGE.format(wide))
    assert [line.split()[0] for line in await sticking_out(page)] == ["div."]

    await page.set_content(PAGE.format(f"<div style='overflow-x: auto'>{wide}</div>"))
    assert await sticking_out(page) == []

    await page.set_content(PAGE.format("narrow"))
    assert await sticking_out(page) == []
