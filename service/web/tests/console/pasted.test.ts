import { expect, test } from "vitest";
import { fileOf, nameOf } from "../../src/console/pages/documents/pasted";

test("a title becomes a name that every system takes, the same each time", () => {
  expect(nameOf(" Opening hours? ")).toBe("Opening hours.md");
  expect(nameOf("营业时间")).toBe("营业时间.md");
  expect(nameOf('../a\\b:"<script>"')).toBe(".. a b script.md");
  expect(nameOf(" / ")).toBe("");
});

test("a pasted text has its title above it, unless it begins with one", async () => {
  expect(await fileOf("Opening hours", "Nine to five.\n").text()).toBe("# Opening hours\n\nNine to five.\n");
  expect(await fileOf("5 * 3 <b>", "Fifteen.").text()).toBe("# 5 \\* 3 \\<b\\>\n\nFifteen.\n");
  expect(await fileOf("Hours", "# Opening hours\n\nNine to five.").text()).toBe("# Opening hours\n\nNine to five.\n");
});
