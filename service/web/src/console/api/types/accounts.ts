/** Who logs in, and other programs, as the server sends them. */

/** What the server's endpoints ask for; `service/roles.py` says which role includes which. */
export type Right = "see" | "answer" | "curate" | "review" | "monitor" | "see_evaluations" | "evaluate" | "manage";

/** What a key opens: the agent, and rights on the rest of the API. */
export type Scope = "agent" | Exclude<Right, "review">;

export type Role = "admin" | "quality_manager" | "evaluator" | "operator" | "read_only";

export interface Me {
  email: string;
  name: string;
  role: Role;
  rights: Right[];
  /** The group of operators that they are in. */
  group: string | null;
  /** Where their profile picture is. */
  picture: string | null;
}

/** Another program's key, by its first characters. */
export interface ApiKey {
  id: string;
  name: string;
  start: string;
  scopes: Scope[];
  created_at: string;
  created_by: string;
  expires_at: string | null;
  used_at: string | null;
  revoked_at: string | null;
}
