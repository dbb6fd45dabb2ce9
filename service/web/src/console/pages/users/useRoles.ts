import type { Role } from "../../api/types";
import { useText } from "../../i18n/context";

const ROLES: Role[] = ["admin", "quality_manager", "evaluator", "operator", "read_only"];

/** The roles as a choice. */
export function useRoles(): { value: Role; label: string }[] {
  const { roles } = useText();
  return ROLES.map((value) => ({ value, label: roles[value] }));
}
