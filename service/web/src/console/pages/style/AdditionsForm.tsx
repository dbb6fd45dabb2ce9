import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import { useQuery } from "@tanstack/react-query";
import { intentsQuery } from "../../api/intents";
import { type Addition, OFTEN } from "../../api/style";
import { useText } from "../../i18n/context";
import { Choice } from "../leads/editing";
import { Field, Problems } from "../policy/Field";
import { type Editing, SaidField } from "./editing";

const CHANNELS = ["widget", "telegram", "whatsapp", "webhook", "api"];
const NO_TOPIC = { intents: [], keywords: [], documents: [], channels: [] };

/** What is said beneath answers on a topic: required words, or disclaimers. */
export function AdditionsForm({ draft, set, kind }: Editing & { kind: "required" | "disclaimers" }) {
  const text = useText();
  const intents = useQuery(intentsQuery).data?.document.intents.map(({ name }) => name) ?? [];
  const fresh: Addition = { topic: NO_TOPIC, text: { en: "", zh: "" }, often: kind === "required" ? "always" : "once" };
  return (
    <>
      <p className="muted style-intro">{text.style.additionsHelp[kind]}</p>
      {draft[kind].map((addition, index) => {
        const path = `${kind}.${index}`;
        const topic = (name: keyof Addition["topic"], options: string[], words: Record<string, string> = {}, help?: string) => (
          <Field path={`${path}.topic.${name}`} label={text.style.topic[name]} {...(help === undefined ? {} : { help })}>
            <Choice
              free
              value={addition.topic[name]}
              onChange={(value) => set(`${path}.topic.${name}`, value)}
              options={options}
              words={words}
              placeholder={name === "channels" || name === "intents" ? text.policy.all : ""}
            />
          </Field>
        );
        return (
          // Additions have no name of their own, and are only added at the end.
          <fieldset key={index} className="policy-override">
            <legend>{text.style.addition[kind](index + 1)}</legend>
            <SaidField label={text.style.says} path={`${path}.text`} value={addition.text} set={set} />
            {!addition.text.en && !addition.text.zh && <Problems path={path} />}
            <div className="policy-grid">
              {topic("intents", [...intents, "other"], text.intents)}
              {topic("keywords", [], {}, text.style.keywordsHelp)}
              {topic("documents", [], {}, text.style.documentsHelp)}
              {topic("channels", CHANNELS, text.channels)}
              <Field path={`${path}.often`} label={text.style.often}>
                <Segmented<Addition["often"]>
                  value={addition.often}
                  onChange={(value) => set(`${path}.often`, value)}
                  options={OFTEN.map((value) => ({ value, label: text.style.oftens[value] }))}
                />
              </Field>
            </div>
            <Button icon={<DeleteOutlined />} onClick={() => set(kind, draft[kind].filter((_, other) => other !== index))}>
              {text.policy.remove}
            </Button>
          </fieldset>
        );
      })}
      <Button icon={<PlusOutlined />} onClick={() => set(kind, [...draft[kind], fresh])} data-testid={`style-add-${kind}`}>
        {text.style.add[kind]}
      </Button>
    </>
  );
}
