import { DownloadOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Drawer, Empty, Segmented } from "antd";
import { behindAddress, behindQuery } from "../../api/rates";
import type { Part } from "../../api/types";
import { Failure } from "../../components/Failure";
import { Loading } from "../../components/Loading";
import { useLocalisation } from "../../i18n/context";
import { BehindList } from "./BehindList";
import { isAmount, listedAs } from "./catalogue";
import { cutValue, rateName } from "./naming";
import type { Dashboard, Looked } from "./useAsked";

interface Props {
  looked: Looked;
  currency: string;
  dashboard: Dashboard;
}

const PARTS: readonly Part[] = ["yes", "no", "all"];

/** The conversations behind a number, page by page; each opens. */
export function BehindDrawer({ looked, currency, dashboard }: Props) {
  const localisation = useLocalisation();
  const { text, locale } = localisation;
  const { place, part, chosen } = looked;
  const number = listedAs(place) ?? place;
  const rows = useInfiniteQuery(behindQuery(number, chosen, part));
  const found = rows.data?.pages.flatMap((page) => page.conversations) ?? [];
  const words = isAmount(place) ? text.dashboard.behind.amounts : text.dashboard.behind.parts;
  const day = (at: string): string => new Date(at).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
  const span = chosen.since || chosen.until ? [`${chosen.since ? day(chosen.since) : ""} – ${chosen.until ? day(chosen.until) : ""}`] : [];
  const kinds = Object.entries(chosen.only ?? {}).map(([cut, value]) => cutValue(cut, value, localisation));
  return (
    <Drawer
      open
      onClose={dashboard.leave}
      title={rateName(place, localisation)}
      size={560}
      extra={
        <Button size="small" icon={<DownloadOutlined />} href={behindAddress(number, chosen, part)} download data-testid="behind-csv">
          {text.dashboard.csv}
        </Button>
      }
      data-testid="behind"
    >
      <p className="muted behind-span">{[...span, ...kinds].join(" · ")}</p>
      <Segmented<Part>
        value={part}
        options={PARTS.map((value) => ({ value, label: words[value] }))}
        onChange={(value) => dashboard.look(place, chosen, value)}
        data-testid="behind-part"
      />
      {rows.error && <Failure error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.isPending && <Loading />}
      {rows.data && !found.length && <Empty description={text.dashboard.behind.empty} image={Empty.PRESENTED_IMAGE_SIMPLE} />}
      <BehindList rows={found} place={place} currency={currency} />
      {rows.hasNextPage && (
        <Button block loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()} data-testid="behind-more">
          {text.common.more}
        </Button>
      )}
    </Drawer>
  );
}
