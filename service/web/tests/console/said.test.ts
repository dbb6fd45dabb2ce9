import { expect, test } from "vitest";
import { mapAddress, saidOf } from "../../src/console/pages/conversations/said";

test("what is no text is named apart from its words", () => {
  expect(saidOf("[image] the broken zip")).toEqual({ kind: "image", words: "the broken zip", place: null });
  expect(saidOf("[Bild] is no kind of ours")).toEqual({ kind: null, words: "[Bild] is no kind of ours", place: null });
});

test("a location has a link to a map, wherever its words name the place; what is no place on earth has none", () => {
  const place = saidOf("[location] Museum Island, Berlin (52.5169, 13.4019)").place;
  expect(place && mapAddress(place)).toBe(
    "https://www.openstreetmap.org/?mlat=52.5169&mlon=13.4019#map=16/52.5169/13.4019",
  );
  expect(saidOf("[location] 99.5, 13.4").place).toBeNull();
  expect(saidOf("12.5, 13.4").place).toBeNull();
});
