/** The part of Markdown that the help texts use, read into blocks and spans; nothing in it can become HTML. */

export type Block =
  | { kind: "heading" | "text" | "code"; text: string }
  | { kind: "list"; first: number | null; items: Block[][] };

export type Span =
  | { kind: "plain" | "code" | "strong" | "emphasis"; text: string }
  | { kind: "link"; text: string; to: string };

const FENCE = /^\s*```/;
const ITEM = /^(\s*)(?:(\d+)[.)]|[-*])\s+(.*)$/;
const SPAN = /`([^`]+)`|\*\*(.+?)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\((https?:[^)\s]+)\)|(?<![\w/])(https?:\/\/[^\s)，。；、）]+[\w/])/g;

/** Lines that are indented below an item belong to it. */
export function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (!line.trim()) at += 1;
    else if (FENCE.test(line)) at = code(lines, at, blocks);
    else if (/^#{1,6}\s/.test(line)) {
      blocks.push({ kind: "heading", text: line.replace(/^#+\s+/, "") });
      at += 1;
    } else if (ITEM.test(line)) at = list(lines, at, blocks);
    else at = paragraph(lines, at, blocks);
  }
  return blocks;
}

export function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let done = 0;
  for (const found of text.matchAll(SPAN)) {
    if (found.index > done) spans.push({ kind: "plain", text: text.slice(done, found.index) });
    const [whole, codeText, strong, emphasis, label, to, bare] = found;
    if (codeText !== undefined) spans.push({ kind: "code", text: codeText });
    else if (strong !== undefined) spans.push({ kind: "strong", text: strong });
    else if (emphasis !== undefined) spans.push({ kind: "emphasis", text: emphasis });
    else if (to !== undefined) spans.push({ kind: "link", text: label ?? to, to });
    else if (bare !== undefined) spans.push({ kind: "link", text: bare.replace(/^https?:\/\//, ""), to: bare });
    done = found.index + whole.length;
  }
  if (done < text.length) spans.push({ kind: "plain", text: text.slice(done) });
  return spans;
}

function code(lines: readonly string[], start: number, blocks: Block[]): number {
  const indent = (lines[start] ?? "").search(/\S/);
  let end = start + 1;
  while (end < lines.length && !FENCE.test(lines[end] ?? "")) end += 1;
  const inside = lines.slice(start + 1, end).map((line) => line.slice(Math.min(indent, Math.max(line.search(/\S/), 0))));
  blocks.push({ kind: "code", text: inside.join("\n") });
  return end + 1;
}

function list(lines: readonly string[], start: number, blocks: Block[]): number {
  const [, margin = "", number] = ITEM.exec(lines[start] ?? "") ?? [];
  const items: Block[][] = [];
  let at = start;
  while (at < lines.length) {
    const item = ITEM.exec(lines[at] ?? "");
    if (!item || item[1] !== margin || (item[2] === undefined) !== (number === undefined)) break;
    const own = [item[3] ?? ""];
    at += 1;
    while (at < lines.length && belongs(lines, at, margin.length)) {
      own.push((lines[at] ?? "").replace(new RegExp(`^\\s{0,${margin.length + 3}}`), ""));
      at += 1;
    }
    items.push(blocksOf(own));
  }
  blocks.push({ kind: "list", first: number === undefined ? null : Number(number), items });
  return at;
}

/** An indented line, or an empty one before one, goes on with the item. */
function belongs(lines: readonly string[], at: number, margin: number): boolean {
  const line = lines[at] ?? "";
  if (line.trim()) return line.search(/\S/) > margin;
  const next = lines.slice(at).find((later) => later.trim());
  return next !== undefined && next.search(/\S/) > margin;
}

function paragraph(lines: readonly string[], start: number, blocks: Block[]): number {
  let end = start + 1;
  while (end < lines.length && (lines[end] ?? "").trim() && !FENCE.test(lines[end] ?? "") && !ITEM.test(lines[end] ?? ""))
    end += 1;
  blocks.push({ kind: "text", text: joined(lines.slice(start, end).map((line) => line.trim())) });
  return end;
}

/** Broken lines are one again; between Chinese characters there is no gap. */
function joined(lines: readonly string[]): string {
  return lines.reduce((text, line) => (/[\u3000-\u9fff\uff00-\uffef]$/.test(text) && /^[\u3000-\u9fff\uff00-\uffef]/.test(line) ? text + line : `${text} ${line}`));
}
