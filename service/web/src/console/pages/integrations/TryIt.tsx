import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Input, Modal } from "antd";
import { useState } from "react";
import { testIntegration, type Integration } from "../../api/integrations";
import { Failure } from "../../components/Failure";
import { useText } from "../../i18n/context";

/** Sends an example, or a lead, once; what came back is shown. */
export function TryIt({ integration }: { integration: Integration }) {
  const text = useText();
  const words = text.integrations;
  const [open, setOpen] = useState(false);
  const [lead, setLead] = useState("");
  const trying = useMutation({ mutationFn: () => testIntegration(integration.id, lead.trim()) });
  const tried = trying.data;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid="integration-test">
        {words.test}
      </Button>
      <Modal
        open={open}
        title={words.testOf(integration.name)}
        onCancel={() => setOpen(false)}
        onOk={() => trying.mutate()}
        okText={words.send}
        okButtonProps={{ "data-testid": "test-send" }}
        cancelText={text.common.cancel}
        confirmLoading={trying.isPending}
      >
        <label className="integration-field">
          {words.lead}
          <Input value={lead} maxLength={36} onChange={(event) => setLead(event.target.value)} placeholder={words.leadExample} />
        </label>
        {trying.error && <Failure error={trying.error} />}
        {tried && (
          <Alert
            type={tried.taken ? "success" : "error"}
            title={tried.taken ? words.taken : (tried.error ?? "")}
            description={tried.answer ? <code>{tried.answer}</code> : undefined}
            data-testid="test-result"
          />
        )}
      </Modal>
    </>
  );
}
