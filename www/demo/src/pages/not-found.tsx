import { Link, useLocation } from "react-router";
import { Heading } from "../parts/heading";

export function NotFound() {
  const { pathname } = useLocation();
  return (
    <div className="narrow">
      <Heading title="Page not found">
        <p className="lead">There is nothing at this address. It may have moved, or the link may have a slip in it.</p>
      </Heading>
      <p>
        <code>{pathname}</code>
      </p>
      <p className="actions">
        <Link className="button primary" to="/">
          Go to the start
        </Link>
      </p>
    </div>
  );
}
