import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Tag } from "antd";
import { type ConfiguredModel, type ModelRole, tryModel } from "../../api/models";
import { duration } from "../../components/formats";
import { Failure } from "../../components/Failure";
import { useLocalisation } from "../../i18n/context";

interface Props {
  role: ModelRole;
  place: number;
  model: ConfiguredModel;
}

/** A model with where it is, and one short call to see whether it answers. */
export function ModelLine({ role, place, model }: Props) {
  const { text, locale } = useLocalisation();
  const t = text.models;
  const trial = useMutation({ mutationFn: () => tryModel(role, place) });
  const came = trial.data;
  const took = came ? duration(came.latency_ms / 1000, locale) : "";
  return (
    <div className="model">
      <div className="model-line">
        <div className="user-name">
          <span>
            <code>{model.name}</code> {place > 0 && <Tag>{t.fallback(place)}</Tag>}
          </span>
          <span className="muted">
            <bdi>{model.base_url ?? t.provider}</bdi> · {t.timeout(model.timeout_s)}
            {!model.has_key && <> · {t.noKey}</>}
          </span>
        </div>
        <Button onClick={() => trial.mutate()} loading={trial.isPending} data-testid="model-test">
          {t.test}
        </Button>
      </div>
      {trial.error && <Failure error={trial.error} />}
      {came && (
        <Alert
          type={came.error ? "error" : "success"}
          showIcon
          title={came.error ? t.failed(took) : t.works(took)}
          description={
            <>
              {came.error && <q lang="en">{came.error}</q>}
              {came.reply && <q>{came.reply}</q>}{" "}
              {came.input_tokens !== null && t.tokens(came.input_tokens, came.output_tokens ?? 0)}
            </>
          }
          data-testid="model-tried"
        />
      )}
    </div>
  );
}
