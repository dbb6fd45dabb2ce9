import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useErrorText } from "../../components/useErrorText";

/** A change to a document: what came of it is said, and every list of documents is read again. */
export function useChange<Input, Result>(change: (input: Input) => Promise<Result>, said: (result: Result) => string) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const explain = useErrorText();
  return useMutation({
    mutationFn: change,
    onSuccess: (result) => void message.success(said(result)),
    onError: (error) => void message.error(explain(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["documents"] }),
  });
}
