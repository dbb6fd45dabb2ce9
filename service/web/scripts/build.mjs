/** Builds widget, demo shop, preview and console into dist/, and fails where one outgrows what is promised of it. */
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { withinBudgets } from "./budgets.mjs";
import { compressAll } from "./compress.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

await rm(`${root}dist`, { recursive: true, force: true });
for (const part of ["widget", "demo", "preview", "console"]) {
  await build({ configFile: `${root}vite.${part}.config.ts`, logLevel: "warn" });
}
await compressAll(`${root}dist`);
if (!(await withinBudgets())) process.exit(1);
