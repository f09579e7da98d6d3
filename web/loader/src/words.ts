import type { Context } from "./messages";

/** The language of the words below, for pages in another one; a page may put words of its own into the elements. */
export const language = "en";

export const words = {
  launcher: "Messages",
  unread: (count: number) => (count === 1 ? "1 unread conversation" : `${count} unread conversations`),
  panel: "Messages",
  close: "Close messages",
  call: "Call",
  callTip: "Call Provider",
  email: "Email",
  emailTip: "Email Provider",
  contact: (topic: Context["topic"] | undefined, name: string | null) =>
    name
      ? `Contact ${name}`
      : topic === "service"
        ? "Contact provider"
        : topic === "general"
          ? "Contact us"
          : "Contact seller",
};
