import type { ReactNode } from "react";
import { useUnreadCount } from "./useInbox";

interface UnreadOfProps {
  /** Businesses; undefined is the person himself. */
  sides: readonly (string | undefined)[];
  sum?: number;
  children: (unread: number) => ReactNode;
}

/** How many conversations of all these sides wait unread, one side after the other, for each is a list of its own. */
export function UnreadOf({ sides: [side, ...others], sum = 0, children }: UnreadOfProps) {
  const unread = sum + useUnreadCount(side);

  return others.length > 0 ? (
    <UnreadOf sides={others} sum={unread}>
      {children}
    </UnreadOf>
  ) : (
    children(unread)
  );
}
