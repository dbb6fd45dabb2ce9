import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Input, Modal } from "antd";
import { useState } from "react";
import { addGroup, type Group } from "../../api/groups";
import { Failure } from "../../components/Failure";
import { useText } from "../../i18n/context";

/** Makes a group by its name; all else is set afterwards. */
export function NewGroup({ onClose, onMade }: { onClose(): void; onMade(group: Group): void }) {
  const text = useText();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const making = useMutation({
    mutationFn: () => addGroup(name.trim()),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ["team"] });
      onMade(made);
    },
  });
  return (
    <Modal
      open
      title={text.groups.add}
      onCancel={onClose}
      onOk={() => making.mutate()}
      okText={text.groups.add}
      cancelText={text.common.cancel}
      okButtonProps={{ disabled: !name.trim(), loading: making.isPending, "data-testid": "group-make" }}
    >
      {making.error && <Failure error={making.error} />}
      <Input
        autoFocus
        value={name}
        maxLength={100}
        placeholder={text.groups.addName}
        aria-label={text.groups.addName}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => name.trim() && making.mutate()}
        data-testid="group-new-name"
      />
    </Modal>
  );
}
