import { type ReactNode, useEffect, useMemo } from "react";
import type { Language } from "../../shared/contract";
import { nearestLanguage } from "../../shared/language";
import { usePreference } from "../components/usePreference";
import { LocalisationContext, TEXTS } from "./context";

/** The language chosen before on this device, else the browser's. */
export function LocalisationProvider({ children }: { children: ReactNode }) {
  const [stored, setLanguage] = usePreference("language", navigator.language);
  const language: Language = nearestLanguage(stored);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [language]);
  const value = useMemo(() => {
    const locale = navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
    return { language, locale, text: TEXTS[language], setLanguage };
  }, [language, setLanguage]);
  return <LocalisationContext value={value}>{children}</LocalisationContext>;
}
