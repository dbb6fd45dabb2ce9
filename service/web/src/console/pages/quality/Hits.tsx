import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { type HitFilters, hitsQuery } from "../../api/ruleHits";
import { rulesQuery } from "../../api/rules";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useLocalisation } from "../../i18n/context";
import { HitCard } from "./hits/HitCard";
import { HitFilterBar } from "./hits/HitFilterBar";
import { periodOf, sinceOf } from "./period";
import { PeriodChoice } from "./PeriodChoice";
import { QualityPage } from "./QualityPage";
import { ruleTitle } from "./rules/titles";
import { useAddress } from "./useAddress";

const NAMES = ["rule", "severity", "state", "operator", "conversation_id"] as const;
const FRESH_MS = 20_000;

/** Where replies broke a rule; who said them may object, and a quality manager decides. */
export default function Hits() {
  const { text, locale, language } = useLocalisation();
  const t = text.quality.hits;
  const [read, write] = useAddress();
  const period = periodOf(read("period") ?? null, "30");
  const since = sinceOf(period);
  const given = Object.fromEntries(NAMES.map((name) => [name, read(name)]).filter(([, value]) => value)) as HitFilters;
  const filters: HitFilters = { ...given, ...(since && { since }) };
  const query = useInfiniteQuery({
    ...hitsQuery(filters),
    refetchInterval: ({ state }) => (state.data && state.data.pages.length > 1 ? false : FRESH_MS),
  });
  const titles = new Map((useQuery(rulesQuery).data?.rules ?? []).map((rule) => [rule.id, ruleTitle(rule, language)]));
  const hits = query.data?.pages.flatMap((page) => page.hits) ?? [];
  const total = query.data?.pages[0]?.total ?? 0;
  return (
    <QualityPage
      title={t.title}
      intro={t.intro}
      testId="hits"
      actions={<PeriodChoice value={period} onChange={(value) => write({ period: value })} />}
    >
      <HitFilterBar filters={filters} onFilters={write} />
      {filters.conversation_id && (
        <Tag closable onClose={() => write({ conversation_id: undefined })}>
          {t.ofConversation}
        </Tag>
      )}
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.data && <p className="muted">{total ? t.total(total.toLocaleString(locale)) : Object.keys(given).length ? t.none : t.empty}</p>}
      <ol className="hits">
        {hits.map((hit) => (
          <HitCard key={hit.id} hit={hit} title={titles.get(hit.rule) ?? (hit.title || hit.rule)} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button className="more" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {text.common.more}
        </Button>
      )}
    </QualityPage>
  );
}
