import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Input, Typography } from "antd";
import { useState } from "react";
import { createKey } from "../../api/actions";
import { keysQuery } from "../../api/queries";
import { Failure } from "../../components/Failure";
import { useText } from "../../i18n/context";

/** Makes a key, and shows it the one time that it can be shown. */
export function NewKey() {
  const text = useText();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const making = useMutation({
    mutationFn: createKey,
    onSuccess: () => {
      setName("");
      void client.invalidateQueries(keysQuery);
    },
  });
  return (
    <div className="new-key">
      <Input.Search
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
        onSearch={(wanted) => wanted.trim() && making.mutate(wanted.trim())}
        loading={making.isPending}
        placeholder={text.keys.placeholder}
        aria-label={text.keys.placeholder}
        enterButton={text.keys.create}
        data-testid="new-key"
      />
      {making.error && <Failure error={making.error} />}
      {making.data && (
        <Alert
          type="success"
          title={text.keys.once}
          description={
            <Typography.Text copyable code data-testid="secret">
              {making.data.secret}
            </Typography.Text>
          }
        />
      )}
    </div>
  );
}
