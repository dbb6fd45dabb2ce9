export interface Piece {
  text: string;
  marked: boolean;
}

/** The text in pieces, those marked that stand in one of the passages; passages that overlap become one piece. */
export function markedPieces(text: string, passages: readonly string[]): Piece[] {
  const marks = new Array<boolean>(text.length).fill(false);
  for (const passage of passages) {
    const wanted = passage.trim();
    if (!wanted) continue;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
      marks.fill(true, at, at + wanted.length);
  }
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; at++) {
    const marked = marks[at] ?? false;
    const last = pieces.at(-1);
    if (last?.marked === marked) last.text += text[at];
    else pieces.push({ text: text[at] ?? "", marked });
  }
  return pieces;
}
