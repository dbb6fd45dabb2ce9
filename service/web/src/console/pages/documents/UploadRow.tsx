import { CheckCircleFilled, CloseCircleFilled } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { ApiError } from "../../api/http";
import { fileSize } from "../../components/formats";
import { useErrorText } from "../../components/useErrorText";
import { named, useLocalisation } from "../../i18n/context";
import type { UploadItem } from "./useUploads";

export function UploadRow({ item, onRetry }: { item: UploadItem; onRetry(): void }) {
  const { locale } = useLocalisation();
  return (
    <div className="upload" data-testid="upload" data-state={item.progress.state}>
      <span className="upload-name">
        <bdi>{item.file.name}</bdi> <span className="muted">{fileSize(item.file.size, locale)}</span>
      </span>
      <UploadOutcome item={item} onRetry={onRetry} />
    </div>
  );
}

function UploadOutcome({ item: { progress }, onRetry }: { item: UploadItem; onRetry(): void }) {
  const { text } = useLocalisation();
  const explain = useErrorText();
  switch (progress.state) {
    case "waiting":
      return <span className="muted">{text.documents.waiting}</span>;
    case "sending":
      return progress.share < 1 ? (
        <Progress percent={Math.round(progress.share * 100)} size="small" className="upload-bar" />
      ) : (
        <span className="muted">{text.documents.reading}</span>
      );
    case "done":
      return (
        <span className="good">
          <CheckCircleFilled /> {named(text.documents.outcomes, progress.result.outcome)}
        </span>
      );
    case "too_large":
      return (
        <span className="bad">
          <CloseCircleFilled /> {text.documents.tooLarge}
        </span>
      );
    case "failed":
      return (
        <span className="bad" role="alert">
          <CloseCircleFilled /> {explain(progress.error)}
          {mayHelp(progress.error) && (
            <Button size="small" type="link" onClick={onRetry}>
              {text.common.retry}
            </Button>
          )}
        </span>
      );
  }
}

/** Sending the same bytes again helps only where the server was the trouble. */
function mayHelp(error: Error): boolean {
  return !(error instanceof ApiError) || error.status >= 500 || error.status === 429;
}
