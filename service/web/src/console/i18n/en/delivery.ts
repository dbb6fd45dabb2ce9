/** Replies on their way to a platform, in English. */
export const delivery = {
  delivery: {
    states: {
      pending: "Being delivered",
      sent: "Delivered",
      failed: "Not delivered",
      uncertain: "Perhaps not delivered",
      left: "Not delivered, left as it is",
    } as Record<string, string>,
    faults: {
      refused: "The platform refused it.",
      tried_out: "The platform took it at no attempt.",
      unclear: "The platform gave no answer.",
      crashed: "The server stopped while it was sending this.",
      no_account: "Its channel account is gone.",
      window_over: "The platform's time for replies was over: the customer has to write first.",
      window_full: "The platform takes no more replies until the customer writes again.",
      window_parts: "It needs more messages than the platform still takes. Nothing of it was sent: say it in fewer words.",
      late: "The platform took it, but could not deliver it. Its reason is below.",
    } as Record<string, string>,
    parts: (parts: number, of: number) => `(${parts} of ${of} parts)`,
    mayArriveTwice: "Sent again, it may arrive twice.",
    again: "Send again",
    leave: "Leave it",
    decided: {
      again: (name: string) => `${name} had it sent again`,
      leave: (name: string) => `${name} left it`,
    },
    left: (left: number, of: number, until: string) => `${left} of ${of} messages, until ${until}`,
    until: (until: string) => `Replies are possible until ${until}`,
    over: (until: string) => `The platform took replies until ${until}. The customer has to write first.`,
    notYet: "The platform takes replies only after the customer has written.",
    usedUp: (of: number) => `All ${of} messages are used up. The customer has to write first.`,
    tooLong: (needed: number, left: number) =>
      `This takes ${needed} messages, and the platform takes ${left} more: it would not be sent.`,
  },
};
