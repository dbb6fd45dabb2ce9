import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Form, Input, InputNumber, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { addIntegration, KINDS, type Kind } from "../../api/integrations";
import { Failure } from "../../components/Failure";
import { useLocalisation } from "../../i18n/context";
import { configOf, EXAMPLE_BODY, type Entered } from "./entered";
import { Secret } from "./Secret";

const LANGUAGES = [
  { value: "en", label: "English" },
  { value: "zh", label: "中文" },
];

/** Asks for what its kind needs, and shows a webhook's secret the one time that it can be shown. */
export function NewIntegration({ events }: { events: string[] }) {
  const { text, language } = useLocalisation();
  const words = text.integrations;
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Entered>();
  const kind: Kind = Form.useWatch("kind", form) ?? "webhook";
  const possible = events.filter((event) => kind === "webhook" || event.startsWith("lead.") || (kind === "notice" && event === "report.ready"));
  const adding = useMutation({
    mutationFn: (entered: Entered) =>
      addIntegration({
        kind: entered.kind,
        name: entered.name,
        events: entered.events,
        config: configOf(entered),
        filters: entered.min_score == null ? {} : { min_score: entered.min_score },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["integrations"] }),
  });
  const secret = adding.data?.secret;
  const close = () => {
    setOpen(false);
    adding.reset();
    form.resetFields();
  };
  const required = [{ required: true, message: text.login.required }];
  return (
    <>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)} data-testid="integration-add">
        {words.add}
      </Button>
      <Modal
        open={open}
        title={words.add}
        onCancel={close}
        onOk={() => (adding.isSuccess ? close() : form.submit())}
        okText={adding.isSuccess ? words.done : words.add}
        okButtonProps={{ "data-testid": "integration-save" }}
        cancelText={text.common.cancel}
        confirmLoading={adding.isPending}
      >
        {adding.isSuccess && (secret ? <Secret secret={secret} /> : words.added)}
        <Form
          form={form}
          layout="vertical"
          hidden={adding.isSuccess}
          initialValues={{ kind: "webhook", method: "POST", body: EXAMPLE_BODY, events: ["lead.created"], language }}
          onFinish={(entered: Entered) => adding.mutate(entered)}
        >
          <Form.Item name="kind" label={words.kind}>
            <Select options={KINDS.map((one) => ({ value: one, label: words.kinds[one] }))} data-testid="integration-kind" />
          </Form.Item>
          <Form.Item name="name" label={words.name} rules={required}>
            <Input maxLength={100} data-testid="integration-name" />
          </Form.Item>
          <Form.Item name="address" label={kind === "notice" ? words.noticeAddress : words.url} rules={required} extra={words.help[kind]}>
            <Input maxLength={2000} data-testid="integration-url" />
          </Form.Item>
          {kind === "crm" && (
            <>
              <Form.Item name="method" label={words.method}>
                <Select options={["POST", "PUT", "PATCH"].map((value) => ({ value }))} />
              </Form.Item>
              <Form.Item name="headers" label={words.headers}>
                <Input.TextArea autoSize placeholder={"Authorization: Bearer {{ secrets.token }}"} />
              </Form.Item>
              <Form.Item name="secrets" label={words.secrets}>
                <Input.TextArea autoSize placeholder="token: …" />
              </Form.Item>
              <Form.Item name="body" label={words.body} rules={required}>
                <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} className="integration-body" />
              </Form.Item>
            </>
          )}
          {kind === "notice" && (
            <>
              <Form.Item name="language" label={words.language}>
                <Radio.Group options={LANGUAGES} data-testid="integration-language" />
              </Form.Item>
              <Form.Item name="details" valuePropName="checked">
                <Checkbox>{words.details}</Checkbox>
              </Form.Item>
            </>
          )}
          <Form.Item name="events" label={words.events} rules={required}>
            <Select mode="multiple" options={possible.map((value) => ({ value }))} data-testid="integration-events" />
          </Form.Item>
          {kind !== "webhook" && (
            <Form.Item name="min_score" label={words.minScore}>
              <InputNumber min={0} max={100} />
            </Form.Item>
          )}
        </Form>
        {adding.error && <Failure error={adding.error} />}
      </Modal>
    </>
  );
}
