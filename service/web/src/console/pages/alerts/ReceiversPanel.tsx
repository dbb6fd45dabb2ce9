import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Tag } from "antd";
import { receiversQuery, sendTest } from "../../api/alertRules";
import { Failure } from "../../components/Failure";
import { useText } from "../../i18n/context";
import { useMay } from "../../layout/useMay";

/** Who is told, and a message to try them. */
export function ReceiversPanel() {
  const text = useText();
  const words = text.alerts.settings;
  const may = useMay()("monitor");
  const receivers = useQuery(receiversQuery);
  const test = useMutation({ mutationFn: sendTest });
  const failed = Object.entries(test.data?.failed ?? {});
  const shown = (keys: string[], nobody: string) => (keys.length ? keys.map((key) => <Tag key={key}>{key}</Tag>) : <span className="muted">{nobody}</span>);
  return (
    <div className="alert-receivers">
      <p className="muted">{words.receiversIntro}</p>
      {receivers.error && <Failure error={receivers.error} />}
      {receivers.data && (
        <>
          <div>
            <strong>{words.first}</strong>: {shown(receivers.data.first, words.nobody)}
          </div>
          <div>
            <strong>{words.then}</strong>: {shown(receivers.data.then, receivers.data.first.length ? words.sameAsFirst : words.nobody)}
          </div>
          {may && receivers.data.first.length + receivers.data.then.length > 0 && (
            <div>
              <Button loading={test.isPending} onClick={() => test.mutate()} data-testid="alert-test">
                {words.test}
              </Button>
            </div>
          )}
        </>
      )}
      {test.data?.sent && <Alert type="success" showIcon title={words.testSent} />}
      {failed.length > 0 && <Alert type="error" showIcon title={words.testFailed} description={failed.map(([key, why]) => `${key}: ${why}`).join("; ")} />}
      {test.error && <Failure error={test.error} />}
    </div>
  );
}
