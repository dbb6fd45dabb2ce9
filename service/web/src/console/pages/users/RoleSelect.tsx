import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Select } from "antd";
import { changeUser, type User, usersQuery } from "../../api/team";
import type { Role } from "../../api/types";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";
import { useRoles } from "./useRoles";

/** Another role takes effect with the user's next click. */
export function RoleSelect({ user }: { user: User }) {
  const text = useText();
  const client = useQueryClient();
  const explain = useErrorText();
  const { message } = App.useApp();
  const change = useMutation({
    mutationFn: (role: Role) => changeUser(user.id, { role }),
    onError: (error) => void message.error(explain(error)),
    onSettled: () => client.invalidateQueries(usersQuery),
  });
  return (
    <Select<Role>
      value={change.isPending ? change.variables : user.role}
      options={useRoles()}
      onChange={(role) => change.mutate(role)}
      loading={change.isPending}
      disabled={user.state === "disabled"}
      optionRender={({ label, value }) => (
        <div className="user-name">
          <span>{label}</span>
          <span className="muted">{text.users.about[value as Role]}</span>
        </div>
      )}
      popupMatchSelectWidth={false}
      aria-label={`${text.users.role}: ${user.email}`}
      className="role-select"
      data-testid="user-role"
    />
  );
}
