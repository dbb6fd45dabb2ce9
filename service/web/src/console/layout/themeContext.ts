import { createContext, useContext } from "react";

export interface Shade {
  shade: "dark" | "light";
  toggle(): void;
}

export const ThemeContext = createContext<Shade>({ shade: "light", toggle: () => undefined });

export function useShade(): Shade {
  return useContext(ThemeContext);
}
