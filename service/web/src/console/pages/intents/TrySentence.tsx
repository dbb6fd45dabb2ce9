import { useMutation } from "@tanstack/react-query";
import { Input } from "antd";
import { ApiError } from "../../api/http";
import { type IntentList, type Tried, tryIntents } from "../../api/intents";
import { Failure } from "../../components/Failure";
import { percent } from "../../components/formats";
import { named, useLocalisation } from "../../i18n/context";

interface Props {
  list: IntentList;
  /** The list as it was sent, with what is wrong with it. */
  onProblems(list: IntentList, error: ApiError): void;
}

/** What a sentence is taken for by the list as it stands in the form, saved or not. */
export function TrySentence({ list, onProblems }: Props) {
  const { text } = useLocalisation();
  const t = text.intentList;
  const attempt = useMutation({
    mutationFn: (sentence: string) => tryIntents(list, sentence),
    onError: (error) => error instanceof ApiError && error.fields.length > 0 && onProblems(list, error),
  });
  return (
    <section className="intent-try" aria-label={t.try}>
      <Input.Search
        enterButton={t.tryIt}
        placeholder={t.try}
        aria-label={t.try}
        loading={attempt.isPending}
        onSearch={(sentence) => sentence.trim() && attempt.mutate(sentence)}
        data-testid="intent-try"
      />
      {attempt.isPending && <p className="muted">{t.learning}</p>}
      {attempt.error && <Failure error={attempt.error} />}
      {attempt.data && !attempt.isPending && <Outcome tried={attempt.data} />}
    </section>
  );
}

function Outcome({ tried }: { tried: Tried }) {
  const { text, locale } = useLocalisation();
  return (
    <div className="intent-tried" data-testid="intent-tried" data-intent={tried.intent} data-by={tried.by}>
      <p>
        <strong>{named(text.intents, tried.intent)}</strong> <span className="muted">{text.intentList.by[tried.by]}</span>
      </p>
      {tried.likeliest.length > 0 && (
        <ol aria-label={text.intentList.likeliest}>
          {tried.likeliest.map(({ intent, probability }) => (
            <li key={intent}>
              <span>{named(text.intents, intent)}</span>
              <span className="intent-bar" aria-hidden="true">
                <span style={{ width: `${probability * 100}%` }} />
              </span>
              <span>{percent(probability, locale)}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
