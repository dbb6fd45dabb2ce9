import { UploadOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, DatePicker, Form, Input, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useRef } from "react";
import { enterSpend, importSpend } from "../../api/acquisition";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";

interface Typed {
  channel: string;
  account?: string;
  day: Dayjs;
  amount: string;
  currency?: string;
}

/** What a day's advertisements cost, typed in or as a file; the same day again puts it right. */
export function SpendForm({ currency }: { currency: string }) {
  const text = useText();
  const words = text.leads.costs;
  const client = useQueryClient();
  const { message } = App.useApp();
  const explain = useErrorText();
  const [form] = Form.useForm<Typed>();
  const chooser = useRef<HTMLInputElement>(null);
  const changed = (): Promise<void> => client.invalidateQueries({ queryKey: ["kpis"] });
  const enter = useMutation({
    mutationFn: ({ day, ...typed }: Typed) => enterSpend({ ...typed, day: day.format("YYYY-MM-DD") }),
    onSuccess: () => {
      form.resetFields(["amount"]);
      void message.success(words.entered);
    },
    onSettled: changed,
  });
  const file = useMutation({ mutationFn: importSpend, onSettled: changed });
  const failed = enter.error ?? file.error;
  const needed = [{ required: true, message: text.login.required }];
  return (
    <section className="spend">
      <h2>{words.enter}</h2>
      <Form<Typed> form={form} layout="inline" onFinish={(typed) => enter.mutate(typed)} requiredMark={false}>
        <Form.Item name="channel" rules={needed}>
          <Select
            className="spend-channel"
            placeholder={text.leads.channel}
            aria-label={text.leads.channel}
            options={Object.entries(text.channels).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item name="account">
          <Input placeholder={words.account} aria-label={words.account} maxLength={200} />
        </Form.Item>
        <Form.Item name="day" rules={needed}>
          <DatePicker placeholder={words.day} aria-label={words.day} />
        </Form.Item>
        <Form.Item name="amount" rules={needed}>
          <Input placeholder={words.amount} aria-label={words.amount} inputMode="decimal" data-testid="spend-amount" />
        </Form.Item>
        <Form.Item name="currency">
          <Input className="spend-currency" placeholder={currency} aria-label={words.currency} maxLength={3} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={enter.isPending} data-testid="spend-enter">
          {words.save}
        </Button>
        <Button icon={<UploadOutlined />} loading={file.isPending} onClick={() => chooser.current?.click()}>
          {words.upload}
        </Button>
      </Form>
      <input
        ref={chooser}
        type="file"
        accept=".csv,text/csv"
        hidden
        aria-label={words.upload}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) file.mutate(chosen);
          event.target.value = "";
        }}
        data-testid="spend-file"
      />
      {failed && <Alert type="error" showIcon title={explain(failed)} />}
      {file.data && (
        <Alert
          type={file.data.bad_lines ? "warning" : "success"}
          showIcon
          title={words.imported(file.data.stored, file.data.bad_lines)}
          description={
            file.data.bad.length > 0 && (
              <ul>
                {file.data.bad.map(({ number, problem }) => (
                  <li key={number}>
                    {number}: {problem}
                  </li>
                ))}
              </ul>
            )
          }
          data-testid="spend-imported"
        />
      )}
    </section>
  );
}
