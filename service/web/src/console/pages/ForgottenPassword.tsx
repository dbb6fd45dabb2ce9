import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Input } from "antd";
import { askForLink, forgottenQuery } from "../api/team";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useLocalisation } from "../i18n/context";

/** Asks for a link by mail; whether there is such a user is told nobody. Without mail it says who can help. */
export function ForgottenPassword({ onBack }: { onBack(): void }) {
  const { text, language } = useLocalisation();
  const t = text.login.forgotten;
  const ways = useQuery(forgottenQuery);
  const asking = useMutation({ mutationFn: ({ email }: { email: string }) => askForLink(email.trim(), language) });
  return (
    <div data-testid="forgotten">
      <h1>{t.title}</h1>
      {ways.error && <Failure error={ways.error} onRetry={() => void ways.refetch()} />}
      {ways.isPending && <Loading />}
      {ways.data && !ways.data.by_mail && <p className="muted">{t.askAdmin}</p>}
      {ways.data?.by_mail && asking.isSuccess && <Alert className="link-note" type="success" showIcon title={t.asked} description={t.askedMore} data-testid="forgotten-asked" />}
      {ways.data?.by_mail && !asking.isSuccess && (
        <>
          <p className="muted">{t.intro}</p>
          <Form<{ email: string }> layout="vertical" requiredMark={false} onFinish={(given) => asking.mutate(given)}>
            <Form.Item name="email" label={text.login.email} rules={[{ required: true, message: text.login.required }]}>
              <Input autoComplete="username" inputMode="email" maxLength={320} autoFocus size="large" data-testid="forgotten-email" />
            </Form.Item>
            {asking.error && <Failure error={asking.error} />}
            <Button type="primary" htmlType="submit" size="large" block loading={asking.isPending} data-testid="forgotten-submit">
              {t.submit}
            </Button>
          </Form>
        </>
      )}
      <Button type="link" block className="log-in-aside" onClick={onBack} data-testid="forgotten-back">
        {t.back}
      </Button>
    </div>
  );
}
