/** Compresses what was built once, so that the server sends it as small as it is promised to be, at no cost of its own. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const TEXT = new Set([".js", ".css", ".html", ".svg"]);
/** Below this the headers weigh more than what is saved. */
const LEAST_BYTES = 500;

/** Writes `index.js.gz` beside each `index.js` of a folder. */
export async function compressAll(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && TEXT.has(extname(entry.name)));
  for (const { parentPath, name } of files) {
    const path = join(parentPath, name);
    const bytes = await readFile(path);
    if (bytes.length >= LEAST_BYTES) await writeFile(`${path}.gz`, compressed(bytes));
  }
}

/** As it travels. */
export function compressed(bytes) {
  return gzipSync(bytes, { level: 9 });
}
