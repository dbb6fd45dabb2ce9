import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input, Modal } from "antd";
import { useState } from "react";
import { addWidget, widgetsQuery } from "../../api/widgets";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";

/** Another widget, for another site or part of it. */
export function NewWidget({ onMade }: { onMade(id: string): void }) {
  const text = useText();
  const explain = useErrorText();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const add = useMutation({
    mutationFn: () => addWidget(name),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: widgetsQuery.queryKey });
      setOpen(false);
      setName("");
      onMade(id);
    },
  });
  return (
    <>
      <Button icon={<PlusOutlined />} onClick={() => setOpen(true)} data-testid="widget-add">
        {text.widget.add}
      </Button>
      <Modal
        title={text.widget.add}
        open={open}
        onCancel={() => setOpen(false)}
        okText={text.widget.make}
        cancelText={text.common.cancel}
        okButtonProps={{ disabled: !name.trim(), loading: add.isPending }}
        onOk={() => add.mutate()}
      >
        <p className="muted">{text.widget.addHelp}</p>
        <Input
          aria-label={text.widget.name}
          placeholder={text.widget.name}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
          data-testid="widget-name"
        />
        {add.error && <Alert type="error" className="failure" title={explain(add.error)} />}
      </Modal>
    </>
  );
}
