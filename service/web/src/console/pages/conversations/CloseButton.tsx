import { StopOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Popconfirm, Radio } from "antd";
import { useState } from "react";
import { deskPolicyQuery } from "../../api/desk";
import { useLocalisation } from "../../i18n/context";
import type { useDesk } from "./useDesk";

interface Props {
  close: ReturnType<typeof useDesk>["close"];
  label: boolean;
}

/** Ends the conversation, with how it ended. */
export function CloseButton({ close, label }: Props) {
  const { text, language } = useLocalisation();
  const t = text.conversations;
  const [chosen, setChosen] = useState<string>();
  const dispositions = useQuery(deskPolicyQuery).data?.document.dispositions ?? [];
  return (
    <Popconfirm
      title={t.closeAsk}
      description={
        <div className="dispositions">
          <p className="muted">{t.closeExplain}</p>
          <Radio.Group
            vertical
            value={chosen}
            onChange={(event) => setChosen(event.target.value as string)}
            options={dispositions.map((one) => ({ value: one.id, label: one[language] }))}
            data-testid="dispositions"
          />
        </div>
      }
      onConfirm={() => close.mutate(chosen)}
      okText={t.close}
      okButtonProps={{ "data-testid": "close-confirm" }}
      cancelText={text.common.cancel}
      placement="bottomRight"
    >
      <Button icon={<StopOutlined />} loading={close.isPending} aria-label={t.close} title={label ? undefined : t.close} data-testid="close">
        {label && t.close}
      </Button>
    </Popconfirm>
  );
}
