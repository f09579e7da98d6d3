import { Store } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useSession } from "../app/SessionProvider";
import { Empty } from "../design/Empty";
import { useTitle } from "../inbox/useTitle";
import { AdminViews } from "./AdminViews";
import { adminWords } from "./words";
import "../inbox/inbox.css";
import "./page.css";
import "./setup.css";

interface ShopPageProps {
  title: string;
  children: (shopId: string) => ReactNode;
}

/** A page of settings of one shop, and the choice of the shop where there are several. */
export function ShopPage({ title, children }: ShopPageProps) {
  const { shops } = useSession().me;
  const [chosen, choose] = useState(shops[0]?.id);
  useTitle(title, 0);

  return (
    <main className="page">
      <header className="page__head">
        <div className="page__title">
          <h1 className="list-head__name">{title}</h1>
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
        ) : (
          children(chosen)
        )}
      </div>
    </main>
  );
}
