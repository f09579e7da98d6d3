import type { InboxRow } from "../api/types";
import { ChannelSign } from "../conversation/ChannelSign";

/** The way the newest message came, where it is not the usual one. */
export function LastChannel({ row: { last } }: { row: InboxRow }) {
  return last && last.channel !== "in_app" && <ChannelSign channel={last.channel} />;
}
