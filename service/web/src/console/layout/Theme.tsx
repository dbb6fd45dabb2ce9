import { App as AntApp, ConfigProvider, theme } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { type ReactNode, useEffect, useMemo } from "react";
import { usePreference } from "../components/usePreference";
import { useLocalisation } from "../i18n/context";
import { ThemeContext } from "./themeContext";

const PRIMARY = { light: "#3446b8", dark: "#5566d8" };

/** Ant Design in the console's colours and language, dark or light as chosen, else as the system is. */
export function Theme({ children }: { children: ReactNode }) {
  const { language } = useLocalisation();
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const [stored, choose] = usePreference("theme", system);
  const shade = stored === "dark" ? "dark" : "light";
  useEffect(() => {
    document.documentElement.dataset["theme"] = shade;
  }, [shade]);
  const algorithm = shade === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm;
  const value = useMemo(
    () => ({ shade, toggle: () => choose(shade === "dark" ? "light" : "dark") }) as const,
    [shade, choose],
  );
  const token = { colorPrimary: PRIMARY[shade], borderRadius: 8 };
  // The primary colour of dark buttons is too dim for words.
  const components = {
    Tabs: { itemSelectedColor: "var(--accent)", itemHoverColor: "var(--accent)", inkBarColor: "var(--accent)" },
  };
  return (
    <ThemeContext value={value}>
      <ConfigProvider
        button={{ autoInsertSpace: false }}
        locale={language === "zh" ? zhCN : enUS}
        theme={{ algorithm, token, components }}
      >
        <AntApp>{children}</AntApp>
      </ConfigProvider>
    </ThemeContext>
  );
}
