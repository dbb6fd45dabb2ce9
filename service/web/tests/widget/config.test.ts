import { expect, test } from "vitest";
import { luminance, parseHex, readableOn } from "../../src/widget/color";
import { readConfig } from "../../src/widget/config";

function script(attributes: Record<string, string>): HTMLScriptElement {
  const element = document.createElement("script");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

test("the server is where the script comes from, unless the page says otherwise", () => {
  const src = "https://help.test/widget.js";
  expect(readConfig(script({ src }), "en", "https://shop.test").server).toBe("https://help.test");
  const other = script({ src, "data-server": "https://eu.help.test/chat/" });
  expect(readConfig(other, "en", "https://shop.test").server).toBe("https://eu.help.test/chat");
});

test("the language is the page's choice, else the browser's, else English", () => {
  const language = (asked: string, browser: string) =>
    readConfig(script({ "data-language": asked }), browser, "https://shop.test").language;
  expect([language("auto", "zh-TW"), language("zh", "en-GB"), language("auto", "de")]).toEqual(["zh", "zh", "en"]);
});

test("text on any brand colour keeps the contrast that WCAG AA asks for", () => {
  for (const brand of ["#3446b8", "#ffd400", "#767676", "#777777", "#0af", "#fff", "#000000", "#c0392b", "#2ecc71"]) {
    const [a, b] = [brand, readableOn(brand)].map((color) => luminance(parseHex(color) ?? [0, 0, 0]) + 0.05);
    const [one, other] = [a ?? 0, b ?? 0];
    expect(Math.max(one, other) / Math.min(one, other), brand).toBeGreaterThanOrEqual(4.5);
  }
});
