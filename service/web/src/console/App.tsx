import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { BrowserRouter } from "react-router";
import { createQueryClient } from "./api/client";
import { LocalisationProvider } from "./i18n/LocalisationProvider";
import { LogInGate } from "./layout/LogInGate";
import { Theme } from "./layout/Theme";
import { Pages } from "./Pages";

export function App() {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <LocalisationProvider>
        <Theme>
          <BrowserRouter basename="/console">
            <LogInGate>
              <Pages />
            </LogInGate>
          </BrowserRouter>
        </Theme>
      </LocalisationProvider>
    </QueryClientProvider>
  );
}
