import { GlobalOutlined, ReloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { webSourcesQuery } from "../../api/knowledge";
import type { UploadStatus } from "../../api/upload";
import { Failure } from "../../components/Failure";
import { RelativeTime } from "../../components/RelativeTime";
import { useText } from "../../i18n/context";
import { CrawlReport } from "./CrawlReport";
import { useCrawl } from "./useCrawl";

/** Takes a page or a sitemap by its address, tells of each page how it goes, and takes it again. */
export function WebSource({ status }: { status: UploadStatus }) {
  const text = useText();
  const t = text.knowledge.web;
  const [url, setUrl] = useState("");
  const { crawl, start, stop } = useCrawl();
  const sources = useQuery(webSourcesQuery).data?.sources ?? [];
  const running = crawl?.running ?? false;
  return (
    <div className="web-source">
      <Input.Search
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        onSearch={(address) => address.trim() && void start(address.trim(), status)}
        loading={running}
        prefix={<GlobalOutlined />}
        placeholder={t.address}
        aria-label={t.address}
        enterButton={text.documents.fetch}
        data-testid="web-source"
      />
      <p className="muted">{t.help}</p>
      {crawl && <CrawlReport crawl={crawl} onStop={stop} />}
      {crawl?.error && <Failure error={crawl.error} />}
      {sources.length > 0 && <h2>{t.sources}</h2>}
      {sources.map((source) => (
        <div key={source.url} className="upload" data-testid="web-root">
          <span className="upload-name">
            <bdi>{source.url}</bdi>{" "}
            <span className="muted">
              {t.pages(source.pages)} · <RelativeTime at={source.checked_at} />
            </span>
          </span>
          <Button size="small" icon={<ReloadOutlined />} disabled={running} onClick={() => void start(source.url, status)}>
            {t.again}
          </Button>
        </div>
      ))}
    </div>
  );
}
