import { App as AntApp, ConfigProvider, theme } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { type ReactNode, useEffect, useMemo } from "react";
import { useMedia } from "../components/useMedia";
import { usePreference } from "../components/usePreference";
import { useLocalisation } from "../i18n/context";
import { ThemeContext } from "./themeContext";

const PRIMARY = { light: "#3446b8", dark: "#5566d8" };

// From colours dark enough to be read Ant Design makes grey grounds.
const SOFT = {
  colorSuccessBg: "#e4f4ea",
  colorSuccessBorder: "#a9d8ba",
  colorWarningBg: "#fdf1d9",
  colorWarningBorder: "#e6cd95",
  colorErrorBg: "#fce8e6",
  colorErrorBorder: "#efb9b4",
};

// Ant Design writes hints and descriptions too faintly for WCAG 2.2 AA (4.5:1).
const READABLE = {
  light: { colorLink: "#3446b8", colorError: "#b3261e", colorSuccess: "#166b40", colorWarning: "#8a5a00", colorTextTertiary: "#5f6473", colorTextDescription: "#5f6473", colorTextPlaceholder: "#686d7c", ...SOFT },
  dark: { colorLink: "#9aa8ff", colorTextTertiary: "#a0a5b4", colorTextDescription: "#a0a5b4", colorTextPlaceholder: "#9a9fae" },
};

/** Ant Design in the console's colours and language, dark or light as chosen, else as the system is; still, where less motion is asked for. */
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
  const still = useMedia("(prefers-reduced-motion: reduce)");
  const token = { colorPrimary: PRIMARY[shade], borderRadius: 8, motion: !still, ...READABLE[shade] };
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
