import {
  AuditOutlined, CheckSquareOutlined, FlagOutlined, IdcardOutlined, PartitionOutlined, ProfileOutlined, TagsOutlined,
} from "@ant-design/icons";
import type { Place } from "../../layout/places";

/** What stands in the quality room: what was found, what people say of it, what is demanded, and why it failed. */
export const QUALITY: Place[] = [
  { id: "grades", to: "/quality/grades", icon: TagsOutlined, right: "see", name: (text) => text.quality.grades.title },
  { id: "review", to: "/quality/review", icon: CheckSquareOutlined, right: "review", name: (text) => text.quality.review.title },
  { id: "agreement", to: "/quality/agreement", icon: AuditOutlined, right: "see", name: (text) => text.quality.agreement.title },
  { id: "rules", to: "/quality/rules", icon: ProfileOutlined, right: "see", name: (text) => text.quality.rules.title },
  { id: "hits", to: "/quality/hits", icon: FlagOutlined, right: "see", name: (text) => text.quality.hits.title },
  { id: "scores", to: "/quality/scores", icon: IdcardOutlined, right: "see", name: (text) => text.quality.scores.title },
  { id: "why", to: "/quality/why", icon: PartitionOutlined, right: "see", name: (text) => text.quality.why.title },
];
