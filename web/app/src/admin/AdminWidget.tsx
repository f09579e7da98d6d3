import { useQuery } from "@tanstack/react-query";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { RowsSkeleton } from "../design/Skeleton";
import { words } from "../words";
import { AllowedSites } from "./AllowedSites";
import { ShopPage } from "./ShopPage";
import { Snippet } from "./Snippet";
import { createShopCalls, type ShopCalls } from "./shopCalls";
import { WidgetSeen } from "./WidgetSeen";
import { adminWords } from "./words";

/** While nobody has opened it yet, somebody may be trying it out next door. In milliseconds. */
const LOOKS_AGAIN_MS = 5000;
const ownCalls = createShopCalls();

type Calls = Pick<ShopCalls, "widget" | "allow">;

/** What a shop puts into its pages, and which sites may. */
export default function AdminWidget({ calls = ownCalls }: { calls?: Calls }) {
  return <ShopPage title={adminWords.widget}>{(shop) => <WidgetOf key={shop} shop={shop} calls={calls} />}</ShopPage>;
}

function WidgetOf({ shop, calls }: { shop: string; calls: Calls }) {
  const widget = useQuery({
    queryKey: ["widget", shop],
    queryFn: () => calls.widget(shop),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.allowedOrigins.some((one) => one.seenAt) ? false : LOOKS_AGAIN_MS),
  });
  if (widget.isPending) return <RowsSkeleton rows={3} />;
  if (widget.isError)
    return (
      <Empty failed title={adminWords.widgetFailed} text={adminWords.failedText}>
        <Button onClick={() => void widget.refetch()}>{words.retry}</Button>
      </Empty>
    );

  return (
    <div className="setup">
      <WidgetSeen origins={widget.data.allowedOrigins} />
      <Snippet shop={widget.data.key} />
      <AllowedSites shop={shop} origins={widget.data.allowedOrigins} calls={calls} />
    </div>
  );
}
