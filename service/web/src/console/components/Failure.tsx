import { Alert, Button } from "antd";
import { useErrorText } from "./useErrorText";
import { useText } from "../i18n/context";

/** Says what went wrong, in the place where the data would be. */
export function Failure({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const text = useText();
  const explain = useErrorText();
  const again = onRetry && (
    <Button size="small" onClick={onRetry}>
      {text.common.retry}
    </Button>
  );
  return <Alert type="error" showIcon className="failure" title={explain(error)} action={again} data-testid="failure" />;
}
