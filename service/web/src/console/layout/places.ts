import {
  AimOutlined, AlertOutlined, ApiOutlined, AuditOutlined, BarChartOutlined, BellOutlined, ContactsOutlined,
  ExperimentOutlined, FileTextOutlined, HistoryOutlined, KeyOutlined, LayoutOutlined, LinkOutlined,
  MessageOutlined, RobotOutlined, SafetyCertificateOutlined, SettingOutlined, SwapOutlined, TeamOutlined, UsergroupAddOutlined,
} from "@ant-design/icons";
import type { ComponentType } from "react";
import type { Right } from "../api/types";
import type { Text } from "../i18n/en";

/** Somewhere to go: an address, its icon, its name, and who may go there. */
export interface Place {
  id: string;
  to: string;
  icon: ComponentType;
  right: Right;
  name(text: Text): string;
}

/** The rooms of the console, in the order of a working day. The first ones stand at a phone's lower edge. */
export const PLACES: Place[] = [
  { id: "overview", to: "/", icon: BarChartOutlined, right: "see", name: (text) => text.nav.overview },
  { id: "conversations", to: "/conversations", icon: MessageOutlined, right: "see", name: (text) => text.nav.conversations },
  { id: "alerts", to: "/alerts", icon: BellOutlined, right: "see", name: (text) => text.alerts.title },
  { id: "leads", to: "/leads", icon: ContactsOutlined, right: "see", name: (text) => text.nav.leads },
  { id: "documents", to: "/documents", icon: FileTextOutlined, right: "see", name: (text) => text.nav.documents },
  { id: "quality", to: "/quality", icon: SafetyCertificateOutlined, right: "see", name: (text) => text.nav.quality },
  { id: "evaluation", to: "/evaluation", icon: ExperimentOutlined, right: "see_evaluations", name: (text) => text.nav.evaluation },
  { id: "settings", to: "/settings", icon: SettingOutlined, right: "see", name: (text) => text.nav.settings },
];

/** What stands in the settings, grouped by what it is about: the agent, then who comes in, then who may work here. */
export const SETTINGS: Place[] = [
  { id: "policy", to: "/settings/policy", icon: SwapOutlined, right: "see", name: (text) => text.nav.policy },
  { id: "intents", to: "/settings/intents", icon: AimOutlined, right: "see", name: (text) => text.nav.intents },
  { id: "judges", to: "/settings/judges", icon: AuditOutlined, right: "see", name: (text) => text.judges.title },
  { id: "widget", to: "/settings/widget", icon: LayoutOutlined, right: "manage", name: (text) => text.widget.nav },
  { id: "desk", to: "/settings/inbox", icon: MessageOutlined, right: "see", name: (text) => text.nav.conversations },
  { id: "team", to: "/settings/team", icon: UsergroupAddOutlined, right: "see", name: (text) => text.groups.title },
  { id: "models", to: "/settings/models", icon: RobotOutlined, right: "manage", name: (text) => text.models.title },
  { id: "channels", to: "/settings/channels", icon: ApiOutlined, right: "manage", name: (text) => text.channelAccounts.nav },
  { id: "alert-rules", to: "/settings/alerts", icon: AlertOutlined, right: "see", name: (text) => text.alerts.settings.nav },
  { id: "integrations", to: "/settings/integrations", icon: LinkOutlined, right: "manage", name: (text) => text.nav.integrations },
  { id: "retention", to: "/settings/retention", icon: HistoryOutlined, right: "manage", name: (text) => text.retention.title },
  { id: "users", to: "/settings/users", icon: TeamOutlined, right: "manage", name: (text) => text.users.title },
  { id: "keys", to: "/settings/keys", icon: KeyOutlined, right: "manage", name: (text) => text.nav.keys },
];
