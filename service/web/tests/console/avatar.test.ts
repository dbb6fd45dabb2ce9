import { act, createElement } from "react";
import { createRoot } from "react-dom/client";
import { beforeAll, expect, test } from "vitest";
import { Avatar } from "../../src/console/components/Avatar";

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
});

test("a person has a picture, and initials in their colour where there is none or it cannot be loaded", () => {
  const place = document.createElement("div");
  const root = createRoot(place);
  const show = (name: string, picture: string | null) => act(() => root.render(createElement(Avatar, { name, picture })));
  const avatar = (): HTMLElement => place.querySelector(".avatar") as HTMLElement;

  show("Mia Chen", "/api/pictures/one");
  const hue = avatar().style.getPropertyValue("--hue");
  const picture = place.querySelector("img");
  expect([picture?.getAttribute("src"), picture?.alt, avatar().getAttribute("aria-hidden")]).toEqual(["/api/pictures/one", "", "true"]);

  act(() => void picture?.dispatchEvent(new Event("error")));
  expect([place.querySelector("img"), avatar().textContent]).toEqual([null, "MC"]);

  show("Mia Chen", "/api/pictures/two"); // another picture is another attempt
  expect(place.querySelector("img")?.getAttribute("src")).toBe("/api/pictures/two");

  show("Mia Chen", null);
  expect([place.querySelector("img"), avatar().style.getPropertyValue("--hue")]).toEqual([null, hue]);
  show("王小明", null);
  expect([avatar().textContent, avatar().style.getPropertyValue("--hue") === hue]).toEqual(["小明", false]);
});
