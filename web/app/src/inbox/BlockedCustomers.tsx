import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { codeOf } from "../api/problem";
import { useSession } from "../app/SessionProvider";
import { Button } from "../design/Button";
import { Dialog } from "../design/Dialog";
import { Empty } from "../design/Empty";
import { RowsSkeleton } from "../design/Skeleton";
import { useToast } from "../design/Toast";
import { plainDate } from "../design/times";
import { keys } from "../sync/keys";
import { problemWords, words } from "../words";
import { MoreBelow } from "./MoreBelow";
import { deskWords } from "./words";
import "./blocked.css";

/** From whom a business does not want to hear, and the way back for each. */
export default function BlockedCustomers({ businessId, onClose }: { businessId: string; onClose: () => void }) {
  return (
    <Dialog title={deskWords.blockedCustomers} onClose={onClose}>
      <Blocked businessId={businessId} />
    </Dialog>
  );
}

function Blocked({ businessId }: { businessId: string }) {
  const { api } = useSession();
  const store = useQueryClient();
  const say = useToast();
  const place = useRef<HTMLDivElement>(null);
  const list = useInfiniteQuery({
    queryKey: keys.blocksOf(businessId),
    queryFn: ({ pageParam }) => api.blocks(businessId, pageParam || undefined),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
    staleTime: 0,
  });
  const unblock = useMutation({
    mutationFn: ({ personId }: { personId: string; name: string }) => api.block(businessId, personId, false),
    onSuccess: (_, { name }) => {
      say(deskWords.unblocked(name));
      void store.invalidateQueries({ queryKey: keys.conversations });
      // The button that had the focus goes with its line.
      place.current?.focus();

      return store.invalidateQueries({ queryKey: keys.blocksOf(businessId) });
    },
    onError: (error) => say(problemWords(codeOf(error))),
  });
  const blocked = list.data?.pages.flatMap((page) => page.items) ?? [];

  if (list.isPending) return <RowsSkeleton rows={3} />;
  if (list.isError && blocked.length === 0)
    return (
      <Empty failed title={words.list.failed} text={words.list.failedText}>
        <Button onClick={() => void list.refetch()}>{words.retry}</Button>
      </Empty>
    );

  return (
    <div ref={place} tabIndex={-1}>
      {blocked.length === 0 && <Empty title={deskWords.noneBlocked} text={deskWords.noneBlockedText} />}
      <ul>
        {blocked.map(({ personId, name, by, blockedAt }) => (
          <li key={personId} className="blocked__line">
            <span className="blocked__text">
              <bdi className="blocked__name">{name}</bdi>
              <span className="blocked__facts">{deskWords.blockedBy(by, plainDate(blockedAt))}</span>
            </span>
            <Button
              busy={unblock.isPending && unblock.variables.personId === personId}
              aria-label={deskWords.unblockOne(name)}
              onClick={() => unblock.mutate({ personId, name })}
            >
              {deskWords.unblockShort}
            </Button>
          </li>
        ))}
      </ul>
      {list.hasNextPage && <MoreBelow onSeen={() => !list.isFetching && void list.fetchNextPage()} />}
    </div>
  );
}
