import { Link } from "react-router";
import type { ConversationView, OrderConversation } from "../api/types";
import { counterpartOf } from "../conversation/counterpart";
import { Presence } from "../conversation/Presence";
import { ConversationActions } from "../inbox/ConversationActions";
import { isUnread } from "../inbox/filter";
import { words } from "../words";

interface SellerBarProps {
  conversation: ConversationView;
  conversations: readonly OrderConversation[];
  linkTo: (sellerId: string) => string;
}

/** With whom I speak about the order, and the way to its other sellers. */
export function SellerBar({ conversation, conversations, linkTo }: SellerBarProps) {
  const other = counterpartOf(conversation);

  return (
    <div className="seller-bar">
      {conversations.length > 1 ? (
        <nav className="views" aria-label={words.orders.sellers}>
          {conversations.map(({ id, seller, row }) => (
            <Link
              key={id}
              className={id === conversation.id ? "view active" : "view"}
              to={linkTo(seller.id)}
              replace
              aria-current={id === conversation.id ? "true" : undefined}
            >
              <bdi>{seller.name}</bdi>
              {row && isUnread(row) && (
                <span className="line__dot">
                  <span className="unseen">{words.list.unread}</span>
                </span>
              )}
            </Link>
          ))}
        </nav>
      ) : (
        <h2 className="seller-bar__name clip" dir="auto">
          {other?.name}
        </h2>
      )}
      <p className="head__facts seller-bar__facts clip">
        <Presence party={other} />
        {conversation.status !== "open" && <span>{words.status[conversation.status]}</span>}
      </p>
      <ConversationActions conversation={conversation} />
    </div>
  );
}
