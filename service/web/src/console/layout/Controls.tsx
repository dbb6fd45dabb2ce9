import { BulbOutlined, LogoutOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Tooltip } from "antd";
import { logOut } from "../api/actions";
import { meQuery } from "../api/queries";
import { LanguageSwitch } from "../components/LanguageSwitch";
import { useText } from "../i18n/context";
import { useShade } from "./themeContext";

/** Language, theme, and the way out. */
export function Controls() {
  const text = useText();
  const { toggle } = useShade();
  const client = useQueryClient();
  const me = useQuery(meQuery).data;
  const leave = useMutation({
    mutationFn: logOut,
    onSuccess: async () => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
      await client.resetQueries(meQuery);
    },
  });
  return (
    <div className="controls">
      <LanguageSwitch />
      <Tooltip title={text.common.theme}>
        <Button type="text" icon={<BulbOutlined />} aria-label={text.common.theme} onClick={toggle} />
      </Tooltip>
      <Tooltip title={`${text.login.logOut} · ${me?.name || me?.email}`}>
        <Button
          type="text"
          icon={<LogoutOutlined />}
          aria-label={text.login.logOut}
          loading={leave.isPending}
          onClick={() => leave.mutate()}
          data-testid="log-out"
        />
      </Tooltip>
    </div>
  );
}
