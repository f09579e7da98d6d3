import { useMutation, useQuery } from "@tanstack/react-query";
import { RotateCw, ShoppingBag } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { codeOf } from "../api/problem";
import type { ListingSummary } from "../api/types";
import { useSession } from "../app/SessionProvider";
import { ContactButton } from "../contact/ContactButton";
import { newClientId } from "../conversation/clientId";
import { TopicIcon } from "../design/Avatar";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { moneyWords } from "../design/money";
import { RowsSkeleton } from "../design/Skeleton";
import { useToast } from "../design/Toast";
import { keys } from "../sync/keys";
import { problemWords, words } from "../words";
import { useDemo } from "./useDemo";
import { demoWords } from "./words";
import "./demo-shop.css";

/** All that the demo has, and room for more. */
const MOST = 60;

/** Where a customer of the demo buys and asks, so that there is something new to talk about. */
export default function DemoShop() {
  const { me } = useSession();
  const demo = useDemo();

  if (demo.isError)
    return (
      <main className="demo-shop">
        <Empty
          isPage
          icon={<ShoppingBag size={22} aria-hidden="true" />}
          title={demoWords.none}
          text={demoWords.noneText}
        >
          <Link className="button button--primary" to="/">
            {words.page.home}
          </Link>
        </Empty>
      </main>
    );

  return (
    <main className="demo-shop" aria-busy={demo.isPending || undefined}>
      <header className="demo-shop__head">
        <h1 className="demo-shop__title">{demoWords.shop}</h1>
        <p className="demo-shop__text">
          {demoWords.shopText(me.name)}{" "}
          <Link className="demo-shop__link" to="/demo">
            {demoWords.somebodyElse}
          </Link>
        </p>
      </header>
      <h2 className="demo-shop__part">{demoWords.listings}</h2>
      <Shelves kind="listing" />
      <h2 className="demo-shop__part">{demoWords.services}</h2>
      <Shelves kind="service" />
    </main>
  );
}

function Shelves({ kind }: { kind: "listing" | "service" }) {
  const { api } = useSession();
  const list = useQuery({
    queryKey: keys.demoOffers(kind),
    queryFn: () => (kind === "listing" ? api.listings({ limit: MOST }) : api.services({ limit: MOST })),
  });

  if (list.isPending) return <RowsSkeleton rows={4} />;
  if (list.isError)
    return (
      <Empty
        failed
        icon={<RotateCw size={22} aria-hidden="true" />}
        title={demoWords.failed}
        text={words.orders.failedText}
      >
        <Button onClick={() => void list.refetch()}>{words.retry}</Button>
      </Empty>
    );
  if (list.data.items.length === 0)
    return <Empty icon={<ShoppingBag size={22} aria-hidden="true" />} title={demoWords.nothingSold} />;

  return (
    <ul className="demo-shop__shelves">
      {list.data.items.map((offer) => (
        <Offer key={offer.id} offer={offer} />
      ))}
    </ul>
  );
}

function Offer({ offer }: { offer: ListingSummary }) {
  const { id, kind, title, business } = offer;

  return (
    <li className="offer">
      <Picture offer={offer} />
      <h3 className="offer__title" dir="auto">
        {title}
      </h3>
      <p className="offer__facts">
        {offer.price && <span className="offer__price figures">{moneyWords(offer.price)}</span>}
        <bdi>{words.start.sold(business.name)}</bdi>
      </p>
      <div className="offer__foot">
        {kind === "listing" && <PlaceOrder offer={offer} />}
        <ContactButton asked={{ kind, id }} name={business.name} aria-label={demoWords.askAbout(title)}>
          {demoWords.ask}
        </ContactButton>
      </div>
    </li>
  );
}

function PlaceOrder({ offer }: { offer: ListingSummary }) {
  const place = usePlaceOrder(offer.id);

  return (
    <Button
      look="primary"
      aria-label={demoWords.orderOf(offer.title)}
      busy={place.isPending}
      onClick={() => place.mutate()}
    >
      {demoWords.order}
    </Button>
  );
}

function Picture({ offer }: { offer: ListingSummary }) {
  const [isBroken, setBroken] = useState(false);

  return (
    <span className="offer__picture" aria-hidden="true">
      {offer.imageUrl && !isBroken ? (
        <img src={offer.imageUrl} alt="" loading="lazy" decoding="async" onError={() => setBroken(true)} />
      ) : (
        <TopicIcon kind={offer.kind} size={32} />
      )}
    </span>
  );
}

/** Buys one and goes to where it is talked about. Trying again after a failure is still the same order. */
function usePlaceOrder(listingId: string) {
  const { api } = useSession();
  const navigate = useNavigate();
  const say = useToast();
  const [clientId] = useState(() => newClientId());

  return useMutation({
    mutationFn: () => api.placeDemoOrder({ listingId, clientId }),
    onSuccess: (order) => void navigate(`/orders/${order.id}`),
    onError: (error) => say(problemWords(codeOf(error))),
  });
}
