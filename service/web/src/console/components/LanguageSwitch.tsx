import { Button } from "antd";
import { useLocalisation } from "../i18n/context";

/** Names the language that a click leads to, in that language. */
export function LanguageSwitch() {
  const { language, setLanguage } = useLocalisation();
  const other = language === "zh" ? "en" : "zh";
  return (
    <Button type="text" lang={other} onClick={() => setLanguage(other)} data-testid="language-switch">
      {other === "zh" ? "中文" : "English"}
    </Button>
  );
}
