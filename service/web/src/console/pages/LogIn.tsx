import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { logIn } from "../api/actions";
import { meQuery } from "../api/queries";
import { Failure } from "../components/Failure";
import { LanguageSwitch } from "../components/LanguageSwitch";
import { useText } from "../i18n/context";
import { ForgottenPassword } from "./ForgottenPassword";

interface Credentials {
  email: string;
  password: string;
}

export function LogIn() {
  const [forgotten, setForgotten] = useState(false);
  return (
    <main className="log-in">
      <div className="log-in-card">
        <div className="log-in-top">
          <span className="logo">Turnwise</span>
          <LanguageSwitch />
        </div>
        {forgotten ? <ForgottenPassword onBack={() => setForgotten(false)} /> : <Password onForgotten={() => setForgotten(true)} />}
      </div>
    </main>
  );
}

function Password({ onForgotten }: { onForgotten(): void }) {
  const text = useText();
  const client = useQueryClient();
  const attempt = useMutation({
    mutationFn: ({ email, password }: Credentials) => logIn(email.trim(), password),
    onSuccess: ({ email, name, role, rights, group, picture }) =>
      client.setQueryData(meQuery.queryKey, { email, name, role, rights, group, picture }),
  });
  const required = [{ required: true, message: text.login.required }];
  return (
    <>
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
        <Button type="link" block className="log-in-aside" onClick={onForgotten} data-testid="login-forgotten">
          {text.login.forgotten.link}
        </Button>
      </Form>
    </>
  );
}
