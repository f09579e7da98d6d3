using System.Text.Json;
using Parley.Commerce;

namespace Parley.Orders.Connectors;

/// <summary>An order as a webhook tells of it.</summary>
internal sealed record DeliveredOrder(string ExternalId, PushOrderRequest Order);

/// <summary>Software that shops run, and how its webhooks look.</summary>
/// <param name="Name">In addresses and in the database.</param>
/// <param name="Topics">Those that hold an order.</param>
/// <param name="Read">Null when there is nothing in it to talk about yet.</param>
internal sealed record Provider(
    string Name,
    string SignatureHeader,
    string TopicHeader,
    IReadOnlyList<string> Topics,
    Func<JsonElement, string, DeliveredOrder?> Read
)
{
    public static readonly Provider WooCommerce = new(
        "woocommerce",
        "X-WC-Webhook-Signature",
        "X-WC-Webhook-Topic",
        ["order.created", "order.updated", "order.restored"],
        WooCommerceOrder.Read
    );

    public static readonly Provider Shopify = new(
        "shopify",
        "X-Shopify-Hmac-Sha256",
        "X-Shopify-Topic",
        [
            "orders/create",
            "orders/updated",
            "orders/paid",
            "orders/cancelled",
            "orders/fulfilled",
            "orders/partially_fulfilled",
        ],
        ShopifyOrder.Read
    );

    public static Provider? Find(string name) =>
        new[] { WooCommerce, Shopify }.FirstOrDefault(provider => provider.Name == name);
}
