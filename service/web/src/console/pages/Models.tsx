import { useQuery } from "@tanstack/react-query";
import { modelsQuery } from "../api/models";
import { Failure } from "../components/Failure";
import { Loading } from "../components/Loading";
import { useText } from "../i18n/context";
import { ModelLine } from "./models/ModelLine";

const EXAMPLE = `TURNWISE_MODEL=openai:gpt-5-mini
TURNWISE_MODEL_API_KEY=...
# TURNWISE_MODEL_BASE_URL=http://localhost:11434/v1
# TURNWISE_MODEL_JUDGE=openai:gpt-5`;

/** Which chat model does what, and whether it answers. */
export default function Models() {
  const t = useText().models;
  const query = useQuery(modelsQuery);
  if (!query.data)
    return query.error ? <Failure error={query.error} onRetry={() => void query.refetch()} /> : <Loading />;
  const { roles, quotes } = query.data;
  return (
    <div className="page models" data-testid="models">
      <div className="page-head">
        <div>
          <h1>{t.title}</h1>
          <p className="muted">{t.intro}</p>
        </div>
      </div>
      {roles.map(({ role, models }) => (
        <section key={role} className="panel" data-testid={`models-${role}`}>
          <h2>{t.roles[role]}</h2>
          {!models.length && <p className="muted">{t.without[role]}</p>}
          {models.map((model, place) => (
            <ModelLine key={place} role={role} place={place} model={model} />
          ))}
          {role === "answer" && models.length > 0 && quotes && <p className="muted">{t.then}</p>}
        </section>
      ))}
      <section className="panel">
        <h2>{t.how}</h2>
        <p className="muted">{t.howText}</p>
        <pre className="wraps">
          <code>{EXAMPLE}</code>
        </pre>
      </section>
    </div>
  );
}
