/** What customers attach and operators send, in English. */
export const attachments = {
  attachments: {
    kinds: {
      image: "Picture",
      file: "File",
      location: "Location",
      sticker: "Sticker",
      voice: "Voice message",
      unsupported: "A message of a kind that is not supported",
      empty: "Empty message",
    } as Record<string, string>,
    unnamed: "Unnamed file",
    picture: (name: string) => `Picture: ${name}`,
    attach: "Attach files",
    drop: "Drop the files here to attach them",
    remove: (name: string) => `Do not send ${name}`,
    send: (count: number) => (count === 1 ? "Send the file" : `Send ${count} files`),
    says: "What it says",
    unread: "No text was read in it.",
    wanted: "is being fetched from the platform.",
    failed: "could not be fetched.",
    map: "Show on a map",
  },
};
