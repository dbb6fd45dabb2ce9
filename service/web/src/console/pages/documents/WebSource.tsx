import { GlobalOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { addFromWeb } from "../../api/actions";
import type { UploadStatus } from "../../api/upload";
import { Failure } from "../../components/Failure";
import { named, useText } from "../../i18n/context";

/** Takes a page or a sitemap by its address, and tells of each page how it went. */
export function WebSource({ status }: { status: UploadStatus }) {
  const text = useText();
  const client = useQueryClient();
  const [url, setUrl] = useState("");
  const fetching = useMutation({
    mutationFn: (address: string) => addFromWeb(address, status),
    onSettled: () => client.invalidateQueries({ queryKey: ["documents"] }),
  });
  const pages = fetching.data?.pages ?? [];
  return (
    <div className="web-source">
      <Input.Search
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        onSearch={(address) => address.trim() && fetching.mutate(address.trim())}
        loading={fetching.isPending}
        prefix={<GlobalOutlined />}
        placeholder={text.documents.fromWeb}
        aria-label={text.documents.fromWeb}
        enterButton={text.documents.fetch}
        data-testid="web-source"
      />
      {fetching.error && <Failure error={fetching.error} />}
      {pages.map((page) => (
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
