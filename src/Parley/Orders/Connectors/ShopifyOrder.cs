using System.Text.Json;
using Parley.Commerce;
using Parley.Kernel;

namespace Parley.Orders.Connectors;

/// <summary>Shopify's order (REST Admin API, resource Order).</summary>
internal static class ShopifyOrder
{
    public static DeliveredOrder? Read(JsonElement json, string defaultSeller)
    {
        var currency = json.Line("currency");
        var items = DeliveredJson.Items(json.List("line_items").Select(item => Item(item, currency, defaultSeller)));
        if (
            json.Line("id", ExternalIdAttribute.MaxLength) is not { } id
            || json.Instant("updated_at") is not { } changedAt
            || items.Count == 0
        )
            return null;

        var (status, word) = StatusOf(json);

        return new DeliveredOrder(
            id,
            new PushOrderRequest(
                json.Line("name", 64) ?? id,
                DeliveredJson.Version(changedAt, status),
                json.Instant("created_at") ?? changedAt,
                status,
                Customer(json, id),
                items,
                word,
                json.Money("current_total_price", currency) ?? json.Money("total_price", currency),
                TrackingOf(json)
            )
        );
    }

    /// <summary>Shopify tells of money and of parcels in two words; what is furthest counts.</summary>
    private static (OrderStatus Status, string? Word) StatusOf(JsonElement json)
    {
        var (money, parcels) = (json.Line("financial_status", 64), json.Line("fulfillment_status", 64));
        if (money == "refunded")
            return (OrderStatus.Refunded, money);
        if (json.Member("cancelled_at") is not null || money == "voided")
            return (OrderStatus.Cancelled, "cancelled");
        if (parcels == "fulfilled")
            return (Arrived(json), parcels);

        var isAccepted =
            money is "paid" or "authorized" or "partially_paid" or "partially_refunded" || parcels is not null;

        return (isAccepted ? OrderStatus.Confirmed : OrderStatus.Pending, parcels ?? money);
    }

    private static OrderStatus Arrived(JsonElement json) =>
        json.Member("closed_at") is not null ? OrderStatus.Completed
        : Fulfillments(json).All(parcel => parcel.Line("shipment_status") == "delivered") && Fulfillments(json).Any()
            ? OrderStatus.Delivered
        : OrderStatus.Shipped;

    private static IEnumerable<JsonElement> Fulfillments(JsonElement json) =>
        json.List("fulfillments").Where(parcel => parcel.Line("status") != "cancelled");

    private static Tracking? TrackingOf(JsonElement json) =>
        Fulfillments(json)
            .Select(parcel => new Tracking(
                parcel.Line("tracking_company", 64),
                parcel.Line("tracking_number", 128),
                parcel.Address("tracking_url")
            ))
            .LastOrDefault(tracking => tracking.Number is not null || tracking.Url is not null);

    private static PushedCustomer Customer(JsonElement json, string id)
    {
        var customer = json.Member("customer") ?? default;
        var named = customer.Line("first_name") is null ? json.Member("billing_address") ?? default : customer;

        return DeliveredJson.Customer(
            customer.Line("id"),
            [named.Line("first_name"), named.Line("last_name")],
            customer.Line("email") ?? json.Line("email"),
            customer.Member("verified_email") is { ValueKind: JsonValueKind.True },
            id
        );
    }

    private static PushedItem Item(JsonElement item, string? currency, string defaultSeller) =>
        new(
            item.Line("name") ?? item.Line("title") ?? "Item",
            item.Quantity("quantity"),
            item.Line("vendor", ExternalIdAttribute.MaxLength) ?? defaultSeller,
            item.Money("price", currency)
        );
}
