import { Tag } from "antd";
import type { User } from "../../api/team";
import { useLocalisation, useText } from "../../i18n/context";

const COLOURS = { active: "green", invited: "gold", disabled: "default" };

/** Whether somebody can log in, and how long a link of theirs works. */
export function UserState({ user }: { user: User }) {
  const t = useText().users;
  const { locale } = useLocalisation();
  const until = user.link_until && new Date(user.link_until).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
  return (
    <div className="user-name">
      <span>
        <Tag color={COLOURS[user.state]}>{t.state[user.state]}</Tag>
      </span>
      {until && <span className="muted">{t.linkUntil(until)}</span>}
      {!until && user.state === "invited" && <span className="bad">{t.linkOver}</span>}
    </div>
  );
}
