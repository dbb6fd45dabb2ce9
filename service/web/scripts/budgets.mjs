/** What the pages may weigh, gzipped as they travel. `node scripts/budgets.mjs` measures what was built last. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compressed } from "./compress.mjs";

const DIST = join(import.meta.dirname, "..", "dist");
const WIDGET_LIMIT_BYTES = 25_000;
const INBOX_LIMIT_BYTES = 600_000;
/** Where the console begins, the inbox, and what an open conversation loads beside it. */
const INBOX = ["index.html", "pages/Conversations.tsx", "pages/conversations/NoteBox.tsx"];

/** The files that these entries of Vite's manifest import, and theirs; what they import only when needed is left out. */
export function filesOf(manifest, entries) {
  const seen = new Set();
  const take = (name) => {
    if (seen.has(name)) return;
    if (!(name in manifest)) throw new Error(`the console has no ${name}: name its inbox anew in scripts/budgets.mjs`);
    seen.add(name);
    (manifest[name].imports ?? []).forEach(take);
  };
  entries.forEach(take);
  return [...new Set([...seen].map((name) => manifest[name].file))];
}

/** Each budget with what it takes of it. Rejects where nothing is built. */
export async function budgets() {
  const manifest = JSON.parse(await readFile(join(DIST, "console", ".vite", "manifest.json"), "utf8"));
  const inbox = filesOf(manifest, INBOX).map((file) => `console/${file}`);
  return [
    { what: "the widget", bytes: await sent(["widget.js"]), limit: WIDGET_LIMIT_BYTES },
    { what: `the inbox (${inbox.length} scripts)`, bytes: await sent(inbox), limit: INBOX_LIMIT_BYTES },
  ];
}

/** Prints them; false where one is overdrawn. */
export async function withinBudgets() {
  const all = await budgets();
  for (const { what, bytes, limit } of all) console.log(`${what}: ${bytes} bytes gzipped (limit ${limit})`);
  const over = all.filter(({ bytes, limit }) => bytes >= limit);
  for (const { what } of over) console.error(`${what} is promised to be smaller: take something out, or load it later.`);
  return over.length === 0;
}

async function sent(files) {
  const sizes = await Promise.all(files.map(async (file) => compressed(await readFile(join(DIST, file))).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

if (process.argv[1] === import.meta.filename) process.exit((await withinBudgets()) ? 0 : 1);
