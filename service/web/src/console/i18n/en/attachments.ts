/** What customers attach, in English. */
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
    picture: (name: string) => `Picture from the customer: ${name}`,
    says: "What it says",
    wanted: "is being fetched from the platform.",
    failed: "could not be fetched.",
    map: "Show on a map",
  },
};
