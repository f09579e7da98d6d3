import type { Asked } from "../../../loader/src/messages";

/** Where the panel opens: at what the page asks about, if it asks about something. */
export const pathOf = ({ context }: Asked) => (context === null ? "/" : "/about");
