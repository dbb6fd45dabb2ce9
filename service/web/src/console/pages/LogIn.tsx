import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { logIn } from "../api/actions";
import { meQuery } from "../api/queries";
import { Failure } from "../components/Failure";
import { LanguageSwitch } from "../components/LanguageSwitch";
import { useText } from "../i18n/context";

interface Credentials {
  email: string;
  password: string;
}

export function LogIn() {
  const text = useText();
  const client = useQueryClient();
  const attempt = useMutation({
    mutationFn: ({ email, password }: Credentials) => logIn(email.trim(), password),
    onSuccess: ({ email, name, role, group }) => client.setQueryData(meQuery.queryKey, { email, name, role, group }),
  });
  const required = [{ required: true, message: text.login.required }];
  return (
    <main className="log-in">
      <div className="log-in-card">
        <div className="log-in-top">
          <span className="logo">Turnwise</span>
          <LanguageSwitch />
        </div>
        <h1>{text.login.title}</h1>
        <p className="muted">{text.login.intro}</p>
        <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(values) => attempt.mutate(values)}>
          <Form.Item name="email" label={text.login.email} rules={required}>
            <Input autoComplete="username" inputMode="email" autoFocus size="large" data-testid="login-email" />
          </Form.Item>
          <Form.Item name="password" label={text.login.password} rules={required}>
            <Input.Password autoComplete="current-password" size="large" data-testid="login-password" />
          </Form.Item>
          {attempt.error && <Failure error={attempt.error} />}
          <Button type="primary" htmlType="submit" size="large" block loading={attempt.isPending} data-testid="login-submit">
            {text.login.submit}
          </Button>
        </Form>
      </div>
    </main>
  );
}
