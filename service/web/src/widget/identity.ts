/** Who the page says its visitor is. The server believes only an id that the shop's own server has signed. */
export interface Who {
  id: string;
  signature: string;
  /** Until when the signature is good, in Unix seconds, where that is part of what was signed. */
  expires?: number;
  /** What forms are filled with beforehand; the name is also what operators see. */
  name?: string;
  email?: string;
  phone?: string;
}

/** What goes to the server with the opening of a session. */
export type SignedIdentity = Pick<Who, "id" | "signature" | "expires" | "name">;

export function signedOf({ id, signature, expires, name }: Who): SignedIdentity {
  return {
    id: String(id),
    signature: String(signature),
    ...(expires === undefined ? {} : { expires: Number(expires) }),
    ...(name ? { name: String(name) } : {}),
  };
}
