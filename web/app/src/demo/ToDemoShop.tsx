import { Link } from "react-router";
import { words } from "../words";
import { useDemo } from "./useDemo";

/** The way to a first order; nothing where there is no demo. */
export default function ToDemoShop() {
  return useDemo().isSuccess ? (
    <Link className="button button--primary" to="/demo/shop">
      {words.demo.toShop}
    </Link>
  ) : null;
}
