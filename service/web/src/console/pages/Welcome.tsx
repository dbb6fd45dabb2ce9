import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form } from "antd";
import { useNavigate } from "react-router";
import { meQuery } from "../api/queries";
import { lookAtLink, takeLink } from "../api/team";
import { Failure } from "../components/Failure";
import { LanguageSwitch } from "../components/LanguageSwitch";
import { Loading } from "../components/Loading";
import { useText } from "../i18n/context";
import { NewPasswordFields } from "./account/NewPasswordFields";

/** Where an invitation leads: a password is set, and one is logged in. The link's last part is told to no server log. */
export function Welcome() {
  const text = useText();
  const t = text.welcome;
  const client = useQueryClient();
  const navigate = useNavigate();
  const token = location.hash.slice(1);
  const link = useQuery({ queryKey: ["link", token], queryFn: () => lookAtLink(token), enabled: token !== "", retry: false });
  const taking = useMutation({
    mutationFn: ({ password }: { password: string }) => takeLink(token, password),
    onSuccess: async ({ email, name, role, rights, group, picture }) => {
      client.clear();
      client.setQueryData(meQuery.queryKey, { email, name, role, rights, group, picture });
      await navigate("/", { replace: true });
    },
  });
  return (
    <main className="log-in">
      <div className="log-in-card" data-testid="welcome">
        <div className="log-in-top">
          <span className="logo">Turnwise</span>
          <LanguageSwitch />
        </div>
        {!token && <p className="bad">{t.bare}</p>}
        {token && link.isPending && <Loading />}
        {link.error && <Failure error={link.error} />}
        {link.data && (
          <>
            <h1>{link.data.invited ? t.invited(link.data.name) : t.reset}</h1>
            <p className="muted">{t.intro(link.data.email)}</p>
            <Form<{ password: string }> layout="vertical" requiredMark={false} onFinish={(given) => taking.mutate(given)}>
              <input type="text" name="username" autoComplete="username" value={link.data.email} readOnly hidden />
              <NewPasswordFields />
              {taking.error && <Failure error={taking.error} />}
              <Button type="primary" htmlType="submit" size="large" block loading={taking.isPending} data-testid="welcome-submit">
                {t.submit}
              </Button>
            </Form>
          </>
        )}
      </div>
    </main>
  );
}
