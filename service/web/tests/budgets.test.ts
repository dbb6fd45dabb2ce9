import { expect, test } from "vitest";
import { filesOf } from "../scripts/budgets.mjs";

const MANIFEST = {
  "index.html": { file: "index.js", imports: ["_react.js"], dynamicImports: ["pages/Inbox.tsx", "pages/Chart.tsx"] },
  "pages/Inbox.tsx": { file: "inbox.js", imports: ["_react.js", "_list.js"] },
  "pages/Chart.tsx": { file: "chart.js", imports: ["_echarts.js"] },
  "_list.js": { file: "list.js", imports: ["index.html"] },
  "_react.js": { file: "react.js" },
  "_echarts.js": { file: "echarts.js" },
};

test("a page weighs all that it imports, each once, and nothing that other pages load", () => {
  const files = filesOf(MANIFEST, ["index.html", "pages/Inbox.tsx"]);
  expect(files.toSorted()).toEqual(["inbox.js", "index.js", "list.js", "react.js"]);
});

test("a page that was renamed is asked for, not weighed as nothing", () => {
  expect(() => filesOf(MANIFEST, ["pages/Old.tsx"])).toThrow("pages/Old.tsx");
});
