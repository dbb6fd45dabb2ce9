import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useSearchParams } from "react-router";
import { widgetQuery, widgetsQuery } from "../api/widgets";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useText } from "../i18n/context";
import { NewWidget } from "./widget/NewWidget";
import { WidgetEditor } from "./widget/WidgetEditor";

/** How the chat on the website looks, what it says and asks, where it may stand, and how it gets there. */
export default function Widget() {
  const words = useText().widget;
  const [parameters, setParameters] = useSearchParams();
  const lines = useQuery(widgetsQuery);
  const chosen = lines.data?.widgets.find(({ id }) => id === parameters.get("widget")) ?? lines.data?.widgets[0];
  const page = useQuery({ ...widgetQuery(chosen?.id ?? ""), enabled: !!chosen });
  const error = lines.error ?? page.error;
  const choose = (id: string): void => setParameters({ widget: id });
  return (
    <div className="page widget-page" data-testid="widget">
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p className="muted">{words.intro}</p>
        </div>
        <div className="widget-choice">
          {chosen && (lines.data?.widgets.length ?? 0) > 1 && (
            <Select
              aria-label={words.which}
              value={chosen.id}
              onChange={choose}
              options={(lines.data?.widgets ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              data-testid="widget-select"
            />
          )}
          <NewWidget onMade={choose} />
        </div>
      </div>
      {error && <Failure error={error} onRetry={() => void (lines.error ? lines.refetch() : page.refetch())} />}
      {page.data && lines.data ? (
        <WidgetEditor key={page.data.widget.id} page={page.data} publicUrl={lines.data.public_url} />
      ) : (
        !error && <Loading />
      )}
    </div>
  );
}
