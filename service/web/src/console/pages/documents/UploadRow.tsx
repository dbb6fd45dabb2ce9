import { CheckCircleFilled, CloseCircleFilled } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { ApiError } from "../../api/http";
import { fileSize } from "../../components/formats";
import { useErrorText } from "../../components/useErrorText";
import { named, useLocalisation } from "../../i18n/context";
import type { Text } from "../../i18n/en";
import type { Unpacked, Uploaded } from "../../api/types";
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

function said(result: Uploaded | Unpacked, text: Text): string {
  return result.outcome === "unpacked"
    ? text.documents.unpacked(result.documents.length, result.not_taken.length)
    : named(text.documents.outcomes, result.outcome);
}

/** What was left out, in the server's words. */
function notes(result: Uploaded | Unpacked): string[] {
  return result.outcome === "unpacked" ? result.not_taken.map(({ name, reason }) => `${name}: ${reason}`) : result.skipped;
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
          <CheckCircleFilled /> {said(progress.result, text)}
          {notes(progress.result).map((note) => (
            <span key={note} className="muted upload-note">
              {note}
            </span>
          ))}
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
