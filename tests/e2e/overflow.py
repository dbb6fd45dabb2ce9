"""What sticks out of a page to the side, so that a phone's reader would have to push the page about."""

from playwright.async_api import Page

_STICKS_OUT = """() => {
  const holds = ({overflowX}) => overflowX !== "visible";
  const main = document.querySelector("main");
  const held = element => {
    const end = new Set([null, main, document.body]);
    for (let above = element.parentElement; !end.has(above); above = above.parentElement)
      if (holds(getComputedStyle(above)) && above.getBoundingClientRect().right <= innerWidth + 1) return true;
    return false;
  };
  if (![document.documentElement, main].some(one => one && one.scrollWidth > one.clientWidth + 1)) return [];
  return [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1 && !held(element))
    .map(element => `${element.tagName.toLowerCase()}.${element.className} reaches ${
      Math.round(element.getBoundingClientRect().right)} of ${innerWidth} px`);
}"""


async def sticking_out(page: Page) -> list[str]:
    """The elements that do, outermost first; what scrolls within a box of its own is as it should be."""
    found: list[str] = await page.evaluate(_STICKS_OUT)
    return found
