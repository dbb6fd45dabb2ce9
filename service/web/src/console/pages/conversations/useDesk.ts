import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { claim, closeConversation, decideDelivery, fetchAttachmentAgain, giveBack } from "../../api/actions";
import { reopen, transfer } from "../../api/desk";
import { useErrorText } from "../../components/useErrorText";

/** Long enough to be read by who was looking elsewhere: that a colleague was faster, for one. */
const READ_FOR_S = 6;

/** Claiming, giving back, closing, fetching what was attached, and deciding about what did not arrive. Whatever the outcome, what is shown is fetched anew: a colleague may have been faster. */
export function useDesk(id: string) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const explain = useErrorText();
  const options = {
    onError: (error: Error) => void message.error(explain(error), READ_FOR_S),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ["conversation", id] });
      await client.invalidateQueries({ queryKey: ["conversations"] });
    },
  };
  return {
    claim: useMutation({ mutationFn: () => claim(id), ...options }),
    giveBack: useMutation({ mutationFn: () => giveBack(id), ...options }),
    close: useMutation({ mutationFn: (disposition: string | undefined) => closeConversation(id, disposition), ...options }),
    reopen: useMutation({ mutationFn: () => reopen(id), ...options }),
    transfer: useMutation({
      mutationFn: ({ to, target }: { to: "operator" | "group"; target: string }) => transfer(id, to, target),
      ...options,
    }),
    fetchAgain: useMutation({ mutationFn: (attachment: string) => fetchAttachmentAgain(id, attachment), ...options }),
    decide: useMutation({
      mutationFn: (about: { message: string; decision: "again" | "leave" }) =>
        decideDelivery(id, about.message, about.decision),
      ...options,
    }),
  };
}
