const PREFIX = "turn-";

/** The page of a conversation, opened at one of its turns. */
export function turnAddress(conversation: string, turn: string): string {
  return `/conversations/${conversation}#${PREFIX}${turn}`;
}

/** The turn that an address's fragment names, if any. */
export function turnIn(hash: string): string | undefined {
  return hash.startsWith(`#${PREFIX}`) ? hash.slice(PREFIX.length + 1) : undefined;
}
