import { Link } from "react-router";
import { useDemo } from "./useDemo";
import { demoWords } from "./words";

/** The way to a first order; nothing where there is no demo. */
export default function ToDemoShop() {
  return useDemo().isSuccess ? (
    <Link className="button button--primary" to="/demo/shop">
      {demoWords.toShop}
    </Link>
  ) : null;
}
