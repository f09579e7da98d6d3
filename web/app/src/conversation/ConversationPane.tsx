import { RotateCw, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { ProblemError } from "../api/problem";
import type { ConversationView } from "../api/types";
import type { Layout } from "../app/settings";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { ThreadSkeleton } from "../design/Skeleton";
import { words } from "../words";
import { Composer } from "./Composer";
import { ConversationHead } from "./ConversationHead";
import { Thread } from "./Thread";
import { useConversation } from "./useConversation";

interface ConversationPaneProps {
  conversationId: string;
  layout: Layout;
  backTo: string;
  actions?: (conversation: ConversationView) => ReactNode;
  /** What is to be known of the other side, beside its name. */
  standing?: (conversation: ConversationView) => ReactNode;
  /** What stands over the thread instead of the usual head. */
  head?: (conversation: ConversationView) => ReactNode;
  whenClosed?: (conversation: ConversationView) => ReactNode;
}

/** One conversation: head, thread, composer. The parent gives it the conversation as its key. */
export function ConversationPane(props: ConversationPaneProps) {
  const { conversationId, layout, backTo, actions, standing, head, whenClosed } = props;
  const { conversation, timeline, older } = useConversation(conversationId);
  const { data } = conversation;

  if (conversation.isError && data === undefined)
    return <NotHere error={conversation.error} retry={conversation.refetch} backTo={backTo} />;
  if (data === undefined) return <ThreadSkeleton />;

  return (
    <>
      {head?.(data) ?? (
        <ConversationHead conversation={data} backTo={backTo} standing={standing?.(data)}>
          {actions?.(data)}
        </ConversationHead>
      )}
      {timeline.data !== undefined ? (
        <Thread conversation={data} timeline={timeline.data} layout={layout} older={older} />
      ) : timeline.isError ? (
        <NotHere error={timeline.error} retry={timeline.refetch} backTo={backTo} />
      ) : (
        <div className="thread" aria-busy="true">
          <ThreadSkeleton />
        </div>
      )}
      <Composer conversation={data} whenClosed={whenClosed?.(data)} />
    </>
  );
}

function NotHere({ error, retry, backTo }: { error: Error; retry: () => unknown; backTo: string }) {
  const isGone = error instanceof ProblemError && (error.status === 404 || error.status === 400);

  return isGone ? (
    <Empty
      icon={<SearchX size={22} aria-hidden="true" />}
      title={words.thread.notFound}
      text={words.thread.notFoundText}
    >
      <Link className="button button--secondary" to={backTo}>
        {words.thread.toList}
      </Link>
    </Empty>
  ) : (
    <Empty
      failed
      icon={<RotateCw size={22} aria-hidden="true" />}
      title={words.thread.failed}
      text={words.list.failedText}
    >
      <Button onClick={() => void retry()}>{words.retry}</Button>
    </Empty>
  );
}
