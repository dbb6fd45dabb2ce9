import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { createQueryClient } from "./api/client";
import { LocalisationProvider } from "./i18n/LocalisationProvider";
import { LogInGate } from "./layout/LogInGate";
import { Theme } from "./layout/Theme";
import { Pages } from "./Pages";
import { Welcome } from "./pages/Welcome";

export function App() {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <LocalisationProvider>
        <Theme>
          <BrowserRouter basename="/console">
            <Routes>
              <Route path="welcome" element={<Welcome />} />
              <Route
                path="*"
                element={
                  <LogInGate>
                    <Pages />
                  </LogInGate>
                }
              />
            </Routes>
          </BrowserRouter>
        </Theme>
      </LocalisationProvider>
    </QueryClientProvider>
  );
}
