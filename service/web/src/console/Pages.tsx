import { lazy, Suspense } from "react";
import { Route, Routes } from "react-router";
import { Loading } from "./components/Loading";
import { useText } from "./i18n/context";
import { SETTINGS } from "./layout/places";
import { Section } from "./layout/Section";
import { Shell } from "./layout/Shell";
import { NotFound } from "./pages/NotFound";
import { QUALITY } from "./pages/quality/places";

const Overview = lazy(() => import("./pages/Overview"));
const Conversations = lazy(() => import("./pages/Conversations"));
const Documents = lazy(() => import("./pages/Documents"));
const DocumentDetail = lazy(() => import("./pages/DocumentDetail"));
const Alerts = lazy(() => import("./pages/Alerts"));
const AlertSettings = lazy(() => import("./pages/AlertSettings"));
const Reports = lazy(() => import("./pages/Reports"));
const Report = lazy(() => import("./pages/Report"));
const ReportEditor = lazy(() => import("./pages/ReportEditor"));
const Wallboard = lazy(() => import("./pages/Wallboard"));
const Leads = lazy(() => import("./pages/Leads"));
const Models = lazy(() => import("./pages/Models"));
const Retention = lazy(() => import("./pages/Retention"));
const Team = lazy(() => import("./pages/Team"));
const Users = lazy(() => import("./pages/Users"));
const Account = lazy(() => import("./pages/Account"));
const Keys = lazy(() => import("./pages/Keys"));
const Integrations = lazy(() => import("./pages/Integrations"));
const Channels = lazy(() => import("./pages/Channels"));
const ChannelAccount = lazy(() => import("./pages/ChannelAccount"));
const NewChannel = lazy(() => import("./pages/NewChannel"));
const InboxSettings = lazy(() => import("./pages/InboxSettings"));
const Intents = lazy(() => import("./pages/Intents"));
const Judges = lazy(() => import("./pages/settings/Judges"));
const Evaluation = lazy(() => import("./pages/Evaluation"));
const EvaluationRun = lazy(() => import("./pages/EvaluationRun"));
const EvaluationComparison = lazy(() => import("./pages/EvaluationComparison"));
const Widget = lazy(() => import("./pages/Widget"));
const Policy = lazy(() => import("./pages/Policy"));
const Grades = lazy(() => import("./pages/quality/Grades"));
const Review = lazy(() => import("./pages/quality/Review"));
const Agreement = lazy(() => import("./pages/quality/Agreement"));
const Rules = lazy(() => import("./pages/quality/Rules"));
const Rule = lazy(() => import("./pages/quality/Rule"));
const Hits = lazy(() => import("./pages/quality/Hits"));
const Scores = lazy(() => import("./pages/quality/Scores"));
const Causes = lazy(() => import("./pages/quality/Causes"));
const Why = lazy(() => import("./pages/quality/Why"));

/** Which address shows what; each page is loaded when it is first visited. */
export function Pages() {
  const text = useText();
  return (
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<Overview />} />
        <Route path="conversations" element={<Conversations />} />
        <Route path="conversations/:id" element={<Conversations />} />
        <Route path="documents" element={<Documents />} />
        <Route path="documents/:id" element={<DocumentDetail />} />
        <Route path="alerts" element={<Alerts />} />
        <Route path="reports" element={<Reports />} />
        <Route path="reports/new" element={<ReportEditor />} />
        <Route path="reports/:id" element={<Report />} />
        <Route path="reports/:id/edit" element={<ReportEditor />} />
        <Route path="leads" element={<Leads />} />
        <Route path="evaluation" element={<Evaluation />} />
        <Route path="evaluation/runs/:id" element={<EvaluationRun />} />
        <Route path="evaluation/comparison" element={<EvaluationComparison />} />
        <Route path="quality" element={<Section at="/quality" title={text.nav.quality} places={QUALITY} />}>
          <Route path="grades" element={<Grades />} />
          <Route path="review" element={<Review />} />
          <Route path="agreement" element={<Agreement />} />
          <Route path="rules" element={<Rules />} />
          <Route path="rules/:id" element={<Rule />} />
          <Route path="hits" element={<Hits />} />
          <Route path="scores" element={<Scores />} />
          <Route path="why" element={<Causes />} />
          <Route path="why/:turn" element={<Why />} />
        </Route>
        <Route path="settings" element={<Section at="/settings" title={text.nav.settings} places={SETTINGS} />}>
          <Route path="policy" element={<Policy />} />
          <Route path="inbox" element={<InboxSettings />} />
          <Route path="intents" element={<Intents />} />
          <Route path="judges" element={<Judges />} />
          <Route path="widget" element={<Widget />} />
          <Route path="channels" element={<Channels />} />
          <Route path="channels/new" element={<NewChannel />} />
          <Route path="channels/:id" element={<ChannelAccount />} />
          <Route path="alerts" element={<AlertSettings />} />
          <Route path="integrations" element={<Integrations />} />
          <Route path="models" element={<Models />} />
          <Route path="retention" element={<Retention />} />
          <Route path="team" element={<Team />} />
          <Route path="users" element={<Users />} />
          <Route path="keys" element={<Keys />} />
        </Route>
        <Route path="account" element={<Account />} />
        <Route path="*" element={<NotFound />} />
      </Route>
      <Route
        path="wallboard"
        element={
          <Suspense fallback={<Loading />}>
            <Wallboard />
          </Suspense>
        }
      />
    </Routes>
  );
}
