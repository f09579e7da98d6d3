using System.Net;
using System.Text.Json;
using Parley.Commerce;
using Parley.Kernel;

namespace Parley.Orders.Connectors;

/// <summary>WooCommerce's order (REST API v3, "Order properties").</summary>
internal static class WooCommerceOrder
{
    /// <summary>What the plugins for several vendors write beside an item.</summary>
    private static readonly string[] VendorKeys = ["_vendor_id", "vendor_id", "_vendor", "vendor"];

    public static DeliveredOrder? Read(JsonElement json, string defaultSeller)
    {
        var word = json.Line("status", 64);
        var currency = json.Line("currency");
        var items = DeliveredJson.Items(json.List("line_items").Select(item => Item(item, currency, defaultSeller)));
        if (
            json.Line("id", ExternalIdAttribute.MaxLength) is not { } id
            || (json.Instant("date_modified_gmt") ?? json.Instant("date_modified")) is not { } changedAt
            || StatusOf(word) is not { } status
            || items.Count == 0
        )
            return null;

        return new DeliveredOrder(
            id,
            new PushOrderRequest(
                json.Line("number", 64) ?? id,
                DeliveredJson.Version(changedAt, status),
                json.Instant("date_created_gmt") ?? changedAt,
                status,
                Customer(json, id),
                items,
                word,
                json.Money("total", currency)
            )
        );
    }

    /// <returns>Null for what is no order yet, or no more.</returns>
    private static OrderStatus? StatusOf(string? word) =>
        word switch
        {
            "auto-draft" or "checkout-draft" or "draft" or "trash" => null,
            "pending" or "on-hold" => OrderStatus.Pending,
            "shipped" => OrderStatus.Shipped,
            "delivered" => OrderStatus.Delivered,
            "completed" => OrderStatus.Completed,
            "cancelled" or "failed" => OrderStatus.Cancelled,
            "refunded" => OrderStatus.Refunded,
            // "processing" is paid; shops add words of their own, mostly for what happens after that.
            _ => OrderStatus.Confirmed,
        };

    private static PushedCustomer Customer(JsonElement json, string id)
    {
        var billing = json.Member("billing") ?? default;

        return DeliveredJson.Customer(
            json.Line("customer_id"),
            [billing.Line("first_name"), billing.Line("last_name")],
            billing.Line("email"),
            isVerified: false,
            id
        );
    }

    private static PushedItem Item(JsonElement item, string? currency, string defaultSeller) =>
        new(
            // Names come as they stand in a page.
            DeliveredJson.Cut(WebUtility.HtmlDecode(item.Line("name", 2000) ?? "Item"), 255) ?? "Item",
            item.Quantity("quantity"),
            Vendor(item) ?? defaultSeller,
            item.Money("price", currency),
            item.Member("image")?.Address("src")
        );

    private static string? Vendor(JsonElement item) =>
        item.List("meta_data")
            .Where(meta => VendorKeys.Contains(meta.Line("key")))
            .Select(meta => meta.Line("value", ExternalIdAttribute.MaxLength))
            .FirstOrDefault(value => value is not null);
}
