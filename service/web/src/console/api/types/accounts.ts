/** Who logs in, and other programs, as the server sends them. */

export interface Me {
  email: string;
  name: string;
  role: "admin" | "quality_manager" | "evaluator" | "operator" | "read_only";
  /** The group of operators that they are in. */
  group: string | null;
}

/** Another program's key, by its first characters. */
export interface ApiKey {
  id: string;
  name: string;
  start: string;
  created_at: string;
  used_at: string | null;
  revoked_at: string | null;
}
