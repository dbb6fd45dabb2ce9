import { lazy } from "react";
import { Route, Routes } from "react-router";
import { Shell } from "./layout/Shell";
import { NotFound } from "./pages/NotFound";

const Overview = lazy(() => import("./pages/Overview"));
const Conversations = lazy(() => import("./pages/Conversations"));
const Documents = lazy(() => import("./pages/Documents"));
const DocumentDetail = lazy(() => import("./pages/DocumentDetail"));
const Leads = lazy(() => import("./pages/Leads"));
const Keys = lazy(() => import("./pages/Keys"));
const Integrations = lazy(() => import("./pages/Integrations"));
const Channels = lazy(() => import("./pages/Channels"));
const ChannelAccount = lazy(() => import("./pages/ChannelAccount"));
const NewChannel = lazy(() => import("./pages/NewChannel"));
const Intents = lazy(() => import("./pages/Intents"));
const Evaluation = lazy(() => import("./pages/Evaluation"));
const EvaluationRun = lazy(() => import("./pages/EvaluationRun"));
const EvaluationComparison = lazy(() => import("./pages/EvaluationComparison"));
const Policy = lazy(() => import("./pages/Policy"));

/** Which address shows what; each page is loaded when it is first visited. */
export function Pages() {
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<Overview />} />
        <Route path="conversations" element={<Conversations />} />
        <Route path="conversations/:id" element={<Conversations />} />
        <Route path="documents" element={<Documents />} />
        <Route path="documents/:id" element={<DocumentDetail />} />
        <Route path="leads" element={<Leads />} />
        <Route path="keys" element={<Keys />} />
        <Route path="integrations" element={<Integrations />} />
        <Route path="channels" element={<Channels />} />
        <Route path="channels/new" element={<NewChannel />} />
        <Route path="channels/:id" element={<ChannelAccount />} />
        <Route path="intents" element={<Intents />} />
        <Route path="evaluation" element={<Evaluation />} />
        <Route path="evaluation/runs/:id" element={<EvaluationRun />} />
        <Route path="evaluation/comparison" element={<EvaluationComparison />} />
        <Route path="policy" element={<Policy />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}
