import { Button, Spin } from "antd";
import { named, useText } from "../../i18n/context";
import type { Crawl } from "./useCrawl";

/** Which pages came so far, and why one did not. */
export function CrawlReport({ crawl, onStop }: { crawl: Crawl; onStop(): void }) {
  const text = useText();
  const t = text.knowledge.web;
  const taken = crawl.pages.filter(({ outcome }) => outcome === "created" || outcome === "replaced").length;
  return (
    <div className="upload-list" aria-live="polite">
      <div className="upload-head">
        <span>
          {crawl.running && <Spin size="small" />} <bdi>{crawl.url}</bdi>
          <span className="muted"> · {t.looked(crawl.pages.length, taken)}</span>
        </span>
        {crawl.running && (
          <Button size="small" onClick={onStop}>
            {t.stop}
          </Button>
        )}
      </div>
      {crawl.pages.map((page) => (
        <div key={page.document} className="upload" data-testid="fetched" data-outcome={page.outcome}>
          <bdi className="upload-name">{page.document}</bdi>
          <span className={page.outcome === "failed" ? "bad" : "muted"}>
            {named(text.documents.outcomes, page.outcome)}
            {page.error && ` · ${page.error}`}
          </span>
        </div>
      ))}
    </div>
  );
}
