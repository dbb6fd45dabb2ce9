import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { claim, closeConversation, decideDelivery, fetchAttachmentAgain, giveBack } from "../../api/actions";
import { useErrorText } from "../../components/useErrorText";

/** Claiming, giving back, closing, fetching what was attached, and deciding about what did not arrive. Whatever the outcome, what is shown is fetched anew: a colleague may have been faster. */
export function useDesk(id: string) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const explain = useErrorText();
  const options = {
    onError: (error: Error) => void message.error(explain(error)),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ["conversation", id] });
      await client.invalidateQueries({ queryKey: ["conversations"] });
    },
  };
  return {
    claim: useMutation({ mutationFn: () => claim(id), ...options }),
    giveBack: useMutation({ mutationFn: () => giveBack(id), ...options }),
    close: useMutation({ mutationFn: () => closeConversation(id), ...options }),
    fetchAgain: useMutation({ mutationFn: (attachment: string) => fetchAttachmentAgain(id, attachment), ...options }),
    decide: useMutation({
      mutationFn: (about: { message: string; decision: "again" | "leave" }) =>
        decideDelivery(id, about.message, about.decision),
      ...options,
    }),
  };
}
