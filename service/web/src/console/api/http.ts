/** What is wrong with one field of what was sent; its path in dots. */
export interface FieldProblem {
  field: string;
  code: string;
  problem: string;
}

/** A refusal by the server, with its code and its sentence for a person; `fields` where it has several places. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly fields: readonly FieldProblem[] = [],
  ) {
    super(detail);
  }
}

/** A list is sent as often as it has values. */
export type Query = Record<string, string | number | readonly string[] | undefined>;

/** Raises ApiError when refused, TypeError when the server cannot be reached. The log-in travels as a cookie. */
export async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const options: RequestInit = { method, credentials: "same-origin" };
  if (body !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options);
  const text = await response.text();
  if (!response.ok) throw refusal(response.status, text);
  return (text ? JSON.parse(text) : undefined) as T;
}

export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === "") continue;
    for (const one of typeof value === "object" ? value : [value]) search.append(name, String(one));
  }
  return search.size ? `${path}?${search}` : path;
}

/** What a body that is not the API's own JSON (a proxy's page) leaves to say is the status. */
export function refusal(status: number, text: string): ApiError {
  let body: { error?: string; detail?: string; fields?: FieldProblem[] } = {};
  try {
    body = JSON.parse(text) as typeof body;
  } catch {
    // Not JSON: nothing more to learn from it.
  }
  return new ApiError(status, body.error ?? "unknown", body.detail ?? `The server answered with status ${status}.`, body.fields);
}
