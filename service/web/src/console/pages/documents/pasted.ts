/** What file systems and web addresses do not take in a name. */
const UNUSABLE = /[\\/:*?"<>|\u0000-\u001f]+/g;
const MOST_CHARACTERS = 120;
/** What Markdown would not show as it is written. */
const MARKUP = /[\\`*_{}[\]<>#|!~&]/g;

/** The name of a document that was pasted under this title: the same title again makes its next version. */
export function nameOf(title: string): string {
  const plain = title.replace(UNUSABLE, " ").replace(/\s+/g, " ").trim().slice(0, MOST_CHARACTERS).trim();
  return plain ? `${plain}.md` : "";
}

/** The pasted text as a Markdown file, the title as it is written above it unless it begins with one. */
export function fileOf(title: string, body: string): File {
  const text = body.trim();
  const headed = /^#\s/.test(text) ? text : `# ${title.trim().replace(MARKUP, "\\$&")}\n\n${text}`;
  return new File([`${headed}\n`], nameOf(title), { type: "text/markdown" });
}
