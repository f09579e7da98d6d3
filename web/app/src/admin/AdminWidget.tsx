import { useQuery } from "@tanstack/react-query";
import { Store } from "lucide-react";
import { useState } from "react";
import { useSession } from "../app/SessionProvider";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { RowsSkeleton } from "../design/Skeleton";
import { useTitle } from "../inbox/useTitle";
import { words } from "../words";
import { AdminViews } from "./AdminViews";
import { AllowedSites } from "./AllowedSites";
import { Snippet } from "./Snippet";
import { WidgetSeen } from "./WidgetSeen";
import { createWidgetCalls } from "./widgetCalls";
import { adminWords } from "./words";
import "../inbox/inbox.css";
import "./page.css";
import "./widget.css";

/** While nobody has opened it yet, somebody may be trying it out next door. In milliseconds. */
const LOOKS_AGAIN_MS = 5000;
const ownCalls = createWidgetCalls();

/** What a shop puts into its pages, and which sites may. */
export default function AdminWidget({ calls = ownCalls }) {
  const { shops } = useSession().me;
  const [chosen, choose] = useState(shops[0]?.id);
  const widget = useQuery({
    queryKey: ["widget", chosen],
    queryFn: () => calls.show(chosen ?? ""),
    enabled: chosen !== undefined,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.allowedOrigins.some((one) => one.seenAt) ? false : LOOKS_AGAIN_MS),
  });
  useTitle(adminWords.widget, 0);

  return (
    <main className="page">
      <header className="page__head">
        <div className="page__title">
          <h1 className="list-head__name">{adminWords.widget}</h1>
          <AdminViews />
        </div>
        {shops.length > 1 && (
          <select
            className="select"
            aria-label={adminWords.shop}
            value={chosen}
            onChange={(event) => choose(event.target.value)}
          >
            {shops.map((shop) => (
              <option key={shop.id} value={shop.id}>
                {shop.name}
              </option>
            ))}
          </select>
        )}
      </header>
      <div className="page__body">
        {chosen === undefined ? (
          <Empty icon={<Store size={22} aria-hidden="true" />} title={adminWords.noShop} text={adminWords.noShopText} />
        ) : widget.isPending ? (
          <RowsSkeleton rows={3} />
        ) : widget.isError ? (
          <Empty failed title={adminWords.widgetFailed} text={adminWords.failedText}>
            <Button onClick={() => void widget.refetch()}>{words.retry}</Button>
          </Empty>
        ) : (
          <div className="setup">
            <WidgetSeen origins={widget.data.allowedOrigins} />
            <Snippet shop={widget.data.key} />
            <AllowedSites key={chosen} shop={chosen} origins={widget.data.allowedOrigins} calls={calls} />
          </div>
        )}
      </div>
    </main>
  );
}
