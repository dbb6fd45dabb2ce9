import { ApiOutlined, BulbOutlined, KeyOutlined, LinkOutlined, LogoutOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Tooltip } from "antd";
import { useNavigate } from "react-router";
import { logOut } from "../api/actions";
import { meQuery } from "../api/queries";
import { LanguageSwitch } from "../components/LanguageSwitch";
import { useText } from "../i18n/context";
import { useShade } from "./themeContext";

/** Other programs' keys, language, theme, and the way out. */
export function Controls() {
  const text = useText();
  const { toggle } = useShade();
  const navigate = useNavigate();
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
      {me?.role === "admin" && (
        <Tooltip title={text.channelAccounts.title}>
          <Button
            type="text"
            className="only-narrow"
            icon={<ApiOutlined />}
            aria-label={text.channelAccounts.title}
            onClick={() => void navigate("/channels")}
          />
        </Tooltip>
      )}
      {me?.role === "admin" && (
        <Tooltip title={text.integrations.title}>
          <Button
            type="text"
            icon={<LinkOutlined />}
            aria-label={text.integrations.title}
            onClick={() => void navigate("/integrations")}
            data-testid="nav-integrations"
          />
        </Tooltip>
      )}
      <Tooltip title={text.keys.title}>
        <Button
          type="text"
          icon={<KeyOutlined />}
          aria-label={text.keys.title}
          onClick={() => void navigate("/keys")}
          data-testid="nav-keys"
        />
      </Tooltip>
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
