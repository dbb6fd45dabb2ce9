import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { blocksOf, spansOf } from "../../src/console/components/markdown";

/** From `service/web`, where the tests run. */
const SETUP = resolve("../channels/setup");

describe("help texts", () => {
  it("keep code and further paragraphs inside the step that they belong to", () => {
    const [list, after] = blocksOf(["1. First", "", "   ```bash", "   curl x", "     -d y", "   ```", "", "   More.", "2. Second", "", "After."]);
    expect(list).toMatchObject({ kind: "list", first: 1 });
    const items = list?.kind === "list" ? list.items : [];
    expect(items[0]).toEqual([
      { kind: "text", text: "First" },
      { kind: "code", text: "curl x\n  -d y" },
      { kind: "text", text: "More." },
    ]);
    expect(items).toHaveLength(2);
    expect(after).toEqual({ kind: "text", text: "After." });
  });

  it("join broken lines without a gap between Chinese characters", () => {
    expect(blocksOf(["填写回复", "发送到哪里", "by https"])).toEqual([{ kind: "text", text: "填写回复发送到哪里 by https" }]);
  });

  it("open links by http only and make nothing of HTML", () => {
    expect(spansOf("**See** [docs](https://a.example/b) and `<b>`, [no](javascript:alert(1))")).toEqual([
      { kind: "strong", text: "See" },
      { kind: "plain", text: " " },
      { kind: "link", text: "docs", to: "https://a.example/b" },
      { kind: "plain", text: " and " },
      { kind: "code", text: "<b>" },
      { kind: "plain", text: ", [no](javascript:alert(1))" },
    ]);
  });

  it.each(readdirSync(SETUP))("%s is read to its end, with no mark left over", (name) => {
    const said = JSON.stringify(blocksOf(readFileSync(join(SETUP, name), "utf8").split("\n")));
    expect(said).not.toMatch(/```/);
    expect(said).not.toMatch(/\|[ -]+\|/);
  });
});
