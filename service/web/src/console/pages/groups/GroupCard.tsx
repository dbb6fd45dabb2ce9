import { EditOutlined } from "@ant-design/icons";
import { Button, Tag } from "antd";
import type { Group } from "../../api/groups";
import { languageName } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";
import { Allowed } from "../../layout/Allowed";
import { waited } from "../conversations/waited";

/** A group with what it takes, how it gives it out, and how things stand. */
export function GroupCard({ group, onEdit }: { group: Group; onEdit(): void }) {
  const { text, locale } = useLocalisation();
  const t = text.groups;
  const { routing, response } = group;
  return (
    <article className="panel group-card" data-testid="group" data-name={group.name}>
      <header>
        <div>
          <h2>
            <bdi>{group.name}</bdi>
          </h2>
          {!group.open && <Tag>{t.closedNow}</Tag>}
          {response.over && <Tag color="error">{t.slow}</Tag>}
        </div>
        <Allowed right="manage">
          <Button size="small" icon={<EditOutlined />} onClick={onEdit} data-testid="group-edit">
            {t.edit}
          </Button>
        </Allowed>
      </header>
      <p>
        <strong>{t.strategies[routing.strategy][0]}</strong>{" "}
        <span className="muted">{t.strategies[routing.strategy][1]}</span>
      </p>
      <p className="muted">
        {t.members(group.members.length)} · {t.there(group.online)} · {t.waiting(group.waiting)}
        {response.p90_s !== null && ` · ${t.p90(waited(Math.round(response.p90_s)))}`}
      </p>
      <p className="group-takes">
        {routing.skills.map((name) => (
          <Tag key={name}>{named(text.intents, name)}</Tag>
        ))}
        {routing.languages.map((code) => (
          <Tag key={code}>{languageName(code, locale)}</Tag>
        ))}
        {group.accounts.map((name) => (
          <Tag key={`account ${name}`}>
            <bdi>{name}</bdi>
          </Tag>
        ))}
        {routing.catch_all && <Tag>{t.catchAll}</Tag>}
      </p>
    </article>
  );
}
