import { Can } from "claimgate/react";
import { useId, useState } from "react";
import { type Bills, callApi, type Fault, type Invoice, useApi } from "../api";
import { Heading } from "../parts/heading";
import { FaultNotice, Loaded } from "../parts/loaded";
import { closedWords, dayWords, moneyWords } from "../words";

export function Billing() {
  const bills = useApi<Bills>("/billing");
  return (
    <>
      <Heading title="Billing" />
      <Loaded from={bills} what="the invoices">
        {({ plan, invoices }) => (
          <>
            <p className="lead">
              The {plan.name} plan: {plan.seats} seats at {moneyWords(plan.pricePerSeat)} a month each, renewed on{" "}
              <time dateTime={plan.renews}>{dayWords(plan.renews)}</time>.
            </p>
            <h2>Invoices</h2>
            <ul className="rows">
              {invoices.map((invoice) => (
                <InvoiceRow key={invoice.number} first={invoice} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </>
  );
}

function InvoiceRow({ first }: { first: Invoice }) {
  const [invoice, setInvoice] = useState(first);
  const [fault, setFault] = useState<Fault>();
  const pay = () => callApi<Invoice>(`/billing/invoices/${invoice.number}/paid`, "POST", {}).then(setInvoice, setFault);
  return (
    <li className="row">
      <div className="row-main">
        <span className="row-title">{invoice.number}</span>
        <p>
          Issued <time dateTime={invoice.issued}>{dayWords(invoice.issued)}</time>, due{" "}
          <time dateTime={invoice.due}>{dayWords(invoice.due)}</time>
        </p>
        {fault && <FaultNotice fault={fault} retry={pay} />}
      </div>
      <span className={`badge badge-${invoice.paid ? "done" : "planning"}`}>{invoice.paid ? "Paid" : "Open"}</span>
      <p className="row-due amount">{moneyWords(invoice.amount)}</p>
      {!invoice.paid && <MarkAsPaid number={invoice.number} pay={pay} />}
    </li>
  );
}

function MarkAsPaid({ number, pay }: { number: string; pay: () => void }) {
  const hint = useId();
  return (
    <Can permission="admin:billing:manage" disable>
      {({ disabled, reason }) => (
        <div className="row-extra">
          <button
            type="button"
            className="button"
            aria-label={`Mark ${number} as paid`}
            disabled={disabled}
            aria-describedby={disabled ? hint : undefined}
            onClick={pay}
          >
            Mark as paid
          </button>
          {disabled && <p id={hint}>{closedWords(reason, "Only the people in Bookkeeping can mark invoices as paid.")}</p>}
        </div>
      )}
    </Can>
  );
}
