import { SwapOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Popover, Select } from "antd";
import { useState } from "react";
import { colleaguesQuery } from "../../api/colleagues";
import { inboxOptionsQuery } from "../../api/inbox";
import { useText } from "../../i18n/context";
import type { useDesk } from "./useDesk";

interface Props {
  transfer: ReturnType<typeof useDesk>["transfer"];
  label: boolean;
}

/** To an operator, who has the conversation at once, or to a group, where it waits. */
export function TransferButton({ transfer, label }: Props) {
  const text = useText();
  const t = text.inbox.transfer;
  const [open, setOpen] = useState(false);
  const [target, setTarget] = useState<string>();
  const colleagues = useQuery({ ...colleaguesQuery, enabled: open }).data?.colleagues ?? [];
  const groups = useQuery({ ...inboxOptionsQuery, enabled: open }).data?.groups ?? [];
  const people = colleagues
    .filter(({ answers, me }) => answers && !me)
    .sort((a, b) => Number(b.online) - Number(a.online) || a.conversations - b.conversations);
  const options = [
    {
      label: t.operators,
      options: people.map(({ id, name, online, conversations }) => ({
        value: `operator:${id}`,
        label: `${online ? "●" : "○"} ${name} · ${online ? t.has(conversations) : t.offline}`,
      })),
    },
    { label: t.groups, options: groups.map(({ id, name }) => ({ value: `group:${id}`, label: name })) },
  ].filter((one) => one.options.length);
  const pass = (): void => {
    const [to, id] = (target ?? "").split(":");
    if (!id) return;
    transfer.mutate({ to: to === "group" ? "group" : "operator", target: id });
    setOpen(false);
  };
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      placement="bottomRight"
      title={t.title}
      content={
        <div className="filter-choices">
          <Select
            showSearch={{ optionFilterProp: "label" }}
            value={target}
            onChange={setTarget}
            options={options}
            placeholder={t.choose}
            notFoundContent={t.nobody}
            aria-label={t.choose}
            data-testid="transfer-target"
          />
          <Button type="primary" disabled={!target} onClick={pass} data-testid="transfer-confirm">
            {t.pass}
          </Button>
        </div>
      }
    >
      <Button icon={<SwapOutlined />} loading={transfer.isPending} aria-label={t.title} title={t.title} data-testid="transfer">
        {label && t.title}
      </Button>
    </Popover>
  );
}
