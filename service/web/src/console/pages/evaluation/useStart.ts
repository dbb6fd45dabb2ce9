import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { startRun } from "../../api/evaluation";
import { useErrorText } from "../../components/useErrorText";
import { useText } from "../../i18n/context";

/** Starts runs, and tells how that went. */
export function useStart() {
  const text = useText();
  const client = useQueryClient();
  const explain = useErrorText();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: startRun,
    onSuccess: () => {
      void message.success(text.evaluation.started);
      return client.invalidateQueries({ queryKey: ["evaluations", "jobs"] });
    },
    onError: (error) => void message.error(explain(error)),
  });
}
