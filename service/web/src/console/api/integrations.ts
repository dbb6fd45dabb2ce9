/** Integrations, what they were told, and the systems that tell us; for admins. */
import { queryOptions } from "@tanstack/react-query";
import { request, withQuery } from "./http";

export const KINDS = ["webhook", "crm", "notice"] as const;
export const STATES = ["pending", "sent", "failed", "dropped"] as const;
export type Kind = (typeof KINDS)[number];

export interface LeadFilters {
  min_score?: number | null;
  channels?: string[];
  stages?: string[];
}

export interface Integration {
  id: string;
  kind: Kind;
  name: string;
  /** What may be shown of the address. */
  place: string;
  events: string[];
  filters: LeadFilters;
  active: boolean;
  disabled_why: string | null;
  /** Of a CRM its method and template, and the names of its headers and secrets. */
  config: { method?: string; body?: string; headers?: string[]; secrets?: string[] };
}

export interface Preview {
  method: string;
  place: string;
  headers: string[];
  /** JSON. */
  body: string;
}

export interface NewIntegration {
  kind: Kind;
  name: string;
  events: string[];
  config: Record<string, unknown>;
  filters: LeadFilters;
}

export interface EventDelivery {
  id: string;
  event_id: string;
  integration_id: string;
  event: string;
  at: string;
  state: (typeof STATES)[number];
  attempts: number;
  status: number | null;
  answer: string | null;
  error: string | null;
}

export interface ConnectedSystem {
  id: string;
  name: string;
  used_at: string | null;
}

export interface Tried {
  taken: boolean;
  status: number | null;
  answer: string | null;
  error: string | null;
}

export const integrationsQuery = queryOptions({
  queryKey: ["integrations"],
  queryFn: () => request<{ integrations: Integration[]; events: string[] }>("GET", "/api/integrations"),
});

export const systemsQuery = queryOptions({
  queryKey: ["systems"],
  queryFn: () => request<{ systems: ConnectedSystem[] }>("GET", "/api/systems"),
});

/** Looked at again every few seconds: what waits is sent meanwhile. */
export function deliveriesQuery(integration?: string, state?: string) {
  return queryOptions({
    queryKey: ["integrations", "deliveries", integration, state],
    queryFn: () =>
      request<{ deliveries: EventDelivery[] }>("GET", withQuery("/api/integrations/deliveries", { integration, state })),
    refetchInterval: 5_000,
  });
}

const path = (id: string): string => `/api/integrations/${encodeURIComponent(id)}`;

export const addIntegration = (wanted: NewIntegration): Promise<{ integration: Integration; secret: string | null }> =>
  request("POST", "/api/integrations", wanted);

export const switchIntegration = ({ id, name, events, filters, active }: Integration): Promise<Integration> =>
  request("PUT", path(id), { name, events, filters, active: !active });

/** What a CRM would get with this template; nothing is sent. */
export const previewMapping = (id: string, body: string, lead: string | null): Promise<Preview> =>
  request("POST", "/api/integrations/preview", { id, config: { body }, lead });

export const saveMapping = ({ id, name, events, filters, active }: Integration, body: string): Promise<Integration> =>
  request("PUT", path(id), { name, events, filters, active, config: { body } });

export const removeIntegration = (id: string): Promise<void> => request("DELETE", path(id));

export const rotateSecret = (id: string): Promise<{ secret: string }> => request("POST", `${path(id)}/secret`);

export const testIntegration = (id: string, lead?: string): Promise<Tried> =>
  request("POST", `${path(id)}/test`, { lead: lead || null });

export const replayDelivery = (id: string): Promise<unknown> =>
  request("POST", `/api/integrations/deliveries/${encodeURIComponent(id)}/replay`);

export const replaySince = (id: string, since: string): Promise<{ deliveries: number }> =>
  request("POST", `${path(id)}/replay`, { since });

export const addSystem = (name: string): Promise<{ secret: string; path: string }> =>
  request("POST", "/api/systems", { name });

export const rotateSystem = (id: string): Promise<{ secret: string; path: string }> =>
  request("POST", `/api/systems/${encodeURIComponent(id)}/secret`);

export const removeSystem = (id: string): Promise<void> => request("DELETE", `/api/systems/${encodeURIComponent(id)}`);
