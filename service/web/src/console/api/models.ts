/** Chat models: which is set for what, and whether it answers. */
import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";

export type ModelRole = "answer" | "triage" | "rewrite" | "judge" | "simulate";

export interface ConfiguredModel {
  name: string;
  /** Null is the provider's own server. */
  base_url: string | null;
  has_key: boolean;
  timeout_s: number;
}

export interface ModelsPage {
  roles: { role: ModelRole; models: ConfiguredModel[] }[];
  /** Documents are quoted where no model answers. */
  quotes: boolean;
}

/** A reply with what it took, or the error. */
export interface Tried {
  latency_ms: number;
  reply: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  error: string | null;
}

export const modelsQuery = queryOptions({
  queryKey: ["models"],
  queryFn: () => request<ModelsPage>("GET", "/api/models"),
});

export const tryModel = (role: ModelRole, place: number): Promise<Tried> =>
  request("POST", "/api/models/try", { role, place });
