import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Dropdown } from "antd";
import type { Presence } from "../api/colleagues";
import { choosePresence, presenceQuery } from "../api/groups";
import { useErrorText } from "../components/useErrorText";
import { useText } from "../i18n/context";

const CHOICES: Presence[] = ["online", "away", "offline"];

/** Whether one is there to be given conversations, in sight on every page; for who answers customers. */
export function PresenceSwitch() {
  const t = useText().presence;
  const client = useQueryClient();
  const { message } = App.useApp();
  const explain = useErrorText();
  const own = useQuery(presenceQuery).data;
  const choose = useMutation({
    mutationFn: choosePresence,
    onSuccess: (kept) => client.setQueryData(presenceQuery.queryKey, kept),
    onError: (error) => void message.error(explain(error)),
  });
  if (!own) return null;
  const chosen = choose.isPending ? choose.variables : own.chosen;
  const items = CHOICES.map((key) => ({
    key,
    label: (
      <span className="presence-choice" data-testid={`presence-${key}`}>
        <span className={`presence ${key}`}>{t.names[key]}</span>
        <span className="muted">{t.about[key]}</span>
      </span>
    ),
  }));
  return (
    <Dropdown
      trigger={["click"]}
      placement="topLeft"
      menu={{ items, selectable: true, selectedKeys: [chosen], onClick: ({ key }) => choose.mutate(key as Presence) }}
    >
      <Button
        type="text"
        size="small"
        className="presence-switch"
        loading={choose.isPending}
        aria-label={t.label(t.names[chosen])}
        title={t.about[chosen]}
        data-testid="presence"
        data-presence={chosen}
      >
        <span className={`presence ${chosen}`}>{t.names[chosen]}</span>
      </Button>
    </Dropdown>
  );
}
