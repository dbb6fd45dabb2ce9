import { BulbOutlined, IdcardOutlined, LogoutOutlined, TranslationOutlined, UserOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Dropdown } from "antd";
import { useNavigate } from "react-router";
import { logOut } from "../api/actions";
import { meQuery } from "../api/queries";
import { Avatar } from "../components/Avatar";
import { useLocalisation, useText } from "../i18n/context";
import { useShade } from "./themeContext";

/** Who is logged in; their language and theme, and the way out. */
export function AccountMenu() {
  const text = useText();
  const { language, setLanguage } = useLocalisation();
  const { toggle } = useShade();
  const client = useQueryClient();
  const navigate = useNavigate();
  const me = useQuery(meQuery).data;
  const leave = useMutation({
    mutationFn: logOut,
    onSuccess: async () => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "me" });
      await client.resetQueries(meQuery);
    },
  });
  const other = language === "zh" ? "en" : "zh";
  const items = [
    {
      key: "who",
      type: "group" as const,
      label: <bdi>{`${me?.name || me?.email} · ${me ? text.roles[me.role] : ""}`}</bdi>,
    },
    { key: "account", icon: <IdcardOutlined />, label: <span data-testid="own-account">{text.account.title}</span>, onClick: () => void navigate("/account") },
    { key: "language", icon: <TranslationOutlined />, label: <span lang={other} data-testid="language-switch">{other === "zh" ? "中文" : "English"}</span>, onClick: () => setLanguage(other) },
    { key: "theme", icon: <BulbOutlined />, label: text.common.theme, onClick: toggle },
    { type: "divider" as const, key: "line" },
    { key: "leave", icon: <LogoutOutlined />, label: <span data-testid="log-out">{text.login.logOut}</span>, onClick: () => leave.mutate() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="topLeft">
      <Button type="text" shape="circle" icon={me ? <Avatar name={me.name || me.email} picture={me.picture} size={30} /> : <UserOutlined />} loading={leave.isPending} aria-label={text.login.account} data-testid="account-menu" />
    </Dropdown>
  );
}
