/** Builds widget, demo shop and console into dist/, and fails when the widget grows past its promise. */
import { readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const WIDGET_LIMIT_BYTES = 20_000;
const root = fileURLToPath(new URL("..", import.meta.url));

await rm(`${root}dist`, { recursive: true, force: true });
for (const part of ["widget", "demo", "console"]) {
  await build({ configFile: `${root}vite.${part}.config.ts`, logLevel: "warn" });
}

const gzippedBytes = gzipSync(await readFile(`${root}dist/widget.js`)).length;
console.log(`dist/widget.js: ${gzippedBytes} bytes gzipped (limit ${WIDGET_LIMIT_BYTES})`);
if (gzippedBytes >= WIDGET_LIMIT_BYTES) {
  console.error("The widget is promised under 20 kB gzipped: take something out before building.");
  process.exit(1);
}
