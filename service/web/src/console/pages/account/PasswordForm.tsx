import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { changePassword, sessionsQuery } from "../../api/team";
import { Failure } from "../../components/Failure";
import { useText } from "../../i18n/context";
import { NewPasswordFields } from "./NewPasswordFields";

interface Passwords {
  current: string;
  password: string;
}

/** Changing one's password logs out everywhere else. */
export function PasswordForm() {
  const text = useText();
  const t = text.account;
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Passwords>();
  const change = useMutation({
    mutationFn: ({ current, password }: Passwords) => changePassword(current, password),
    onSuccess: () => {
      form.resetFields();
      void message.success(t.changed);
      void client.invalidateQueries(sessionsQuery);
    },
  });
  return (
    <section>
      <h2>{t.password}</h2>
      <Form<Passwords> form={form} layout="vertical" requiredMark={false} onFinish={(given) => change.mutate(given)}>
        <Form.Item name="current" label={t.current} rules={[{ required: true, message: text.login.required }]}>
          <Input.Password autoComplete="current-password" data-testid="password-current" />
        </Form.Item>
        <NewPasswordFields />
        {change.error && <Failure error={change.error} />}
        <Button type="primary" htmlType="submit" loading={change.isPending} data-testid="password-change">
          {t.change}
        </Button>
      </Form>
    </section>
  );
}
