import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Dropdown } from "antd";
import { reword, suggestionQuery, WAYS, type Way } from "../../../api/assist";
import { useErrorText } from "../../../components/useErrorText";
import { useText } from "../../../i18n/context";

interface Props {
  id: string;
  lastAsked: string | undefined;
  draft: string;
  onDraft(text: string): void;
}

/** The draft in other words, where a model is set that can do it. */
export function Rewording({ id, lastAsked, draft, onDraft }: Props) {
  const words = useText().assist;
  const { message } = App.useApp();
  const explain = useErrorText();
  const available = useQuery({ ...suggestionQuery(id, lastAsked), enabled: false }).data?.rewrites ?? false;
  const change = useMutation({
    mutationFn: (how: Way) => reword(id, draft, how),
    onSuccess: ({ text }) => onDraft(text),
    onError: (error) => void message.error(explain(error)),
  });
  if (!available) return null;
  return (
    <Dropdown
      disabled={!draft.trim() || change.isPending}
      menu={{ items: WAYS.map((key) => ({ key, label: words.ways[key] })), onClick: ({ key }) => change.mutate(key as Way) }}
    >
      <Button loading={change.isPending} data-testid="assist-reword">
        {words.reword}
      </Button>
    </Dropdown>
  );
}
