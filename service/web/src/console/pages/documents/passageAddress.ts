/** Where a passage is shown in its document. */
export const passageAddress = (document: string, chunk: string): string =>
  `/documents/${encodeURIComponent(document)}?passage=${encodeURIComponent(chunk)}`;
