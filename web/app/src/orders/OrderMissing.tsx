import { RotateCw, SearchX } from "lucide-react";
import { Link } from "react-router";
import { ProblemError } from "../api/problem";
import { Button } from "../design/Button";
import { Empty } from "../design/Empty";
import { words } from "../words";

interface OrderMissingProps {
  error: Error;
  retry: () => unknown;
  backTo: string;
}

/** Why an order is not shown: there is none, or it did not come. */
export function OrderMissing({ error, retry, backTo }: OrderMissingProps) {
  return error instanceof ProblemError && (error.status === 404 || error.status === 400) ? (
    <Empty
      icon={<SearchX size={22} aria-hidden="true" />}
      title={words.orders.notFound}
      text={words.orders.notFoundText}
    >
      <Link className="button button--secondary" to={backTo}>
        {words.orders.toList}
      </Link>
    </Empty>
  ) : (
    <Empty
      failed
      icon={<RotateCw size={22} aria-hidden="true" />}
      title={words.orders.orderFailed}
      text={words.orders.failedText}
    >
      <Button onClick={() => void retry()}>{words.retry}</Button>
    </Empty>
  );
}
