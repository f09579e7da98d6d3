using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.People;

namespace Parley.Orders.Connectors;

internal static class ReceiveOrderEndpoints
{
    public static void MapReceiveOrder(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/hooks/woocommerce/{shopId:guid}", WooCommerce).For(Access.Anyone).ExcludeFromDescription();
        routes.MapPost("/hooks/shopify/{shopId:guid}", Shopify).For(Access.Anyone).ExcludeFromDescription();
    }

    private static Task<Results<Ok, NoContent>> WooCommerce(
        Guid shopId,
        HttpContext context,
        ReceiveOrder receive,
        CancellationToken cancellationToken
    ) => Handle(shopId, Provider.WooCommerce, context.Request, receive, cancellationToken);

    private static Task<Results<Ok, NoContent>> Shopify(
        Guid shopId,
        HttpContext context,
        ReceiveOrder receive,
        CancellationToken cancellationToken
    ) => Handle(shopId, Provider.Shopify, context.Request, receive, cancellationToken);

    private static async Task<Results<Ok, NoContent>> Handle(
        Guid shopId,
        Provider provider,
        HttpRequest request,
        ReceiveOrder receive,
        CancellationToken cancellationToken
    )
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var delivery = new Delivery(
            body.ToArray(),
            request.Headers[provider.SignatureHeader] is [{ } signature] ? signature : null,
            request.Headers[provider.TopicHeader].ToString()
        );

        return await receive.Run(shopId, provider, delivery, cancellationToken)
            ? TypedResults.Ok()
            : TypedResults.NoContent();
    }
}

/// <summary>One webhook as it came.</summary>
/// <param name="Signature">Null when there is none, or several.</param>
internal sealed record Delivery(byte[] Body, string? Signature, string Topic);

/// <summary>
/// Takes an order that the shop's own software delivers, if it is signed with the shop's secret. The moment of the order's last
/// change is its version, so a repeat, a replay and one that comes late change nothing, however old they are.
/// </summary>
internal sealed partial class ReceiveOrder(
    ShopConnectors connectors,
    PushOrder push,
    Clock clock,
    ILogger<ReceiveOrder> logger
)
{
    // Shops deliver old orders too when something of them is edited.
    private static readonly TimeSpan News = TimeSpan.FromDays(7);

    /// <returns>False when it is about something else.</returns>
    /// <exception cref="RuleBrokenException">
    /// <see cref="Problem.Unauthenticated"/>, whatever of shop, connector and signature is wrong; <see cref="Problem.InvalidRequest"/>.
    /// </exception>
    public async Task<bool> Run(Guid shopId, Provider provider, Delivery delivery, CancellationToken cancellationToken)
    {
        if (provider == Provider.WooCommerce && IsPing(delivery))
            return true;
        var connector = await connectors.Find(shopId, provider, cancellationToken);
        RuleBrokenException.Unless(
            IsSigned(delivery, connector?.Secret) && connector is not null,
            Problem.Unauthenticated
        );
        if (!provider.Topics.Contains(delivery.Topic) || Read(provider, delivery.Body, connector!) is not { } order)
            return false;

        await Push(connector!, order, cancellationToken);

        return true;
    }

    /// <summary>WooCommerce tries the address when the webhook is made, without a signature, and gives up unless it answers.</summary>
    private static bool IsPing(Delivery delivery) =>
        delivery.Signature is null
        && delivery.Body.Length < 64
        && Ping().IsMatch(Encoding.Latin1.GetString(delivery.Body));

    /// <param name="secret">Null where there is none; that takes as long.</param>
    private static bool IsSigned(Delivery delivery, byte[]? secret)
    {
        var expected = HMACSHA256.HashData(secret ?? [], delivery.Body);
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];

        return delivery.Signature is { Length: <= 64 } text
            && Convert.TryFromBase64String(text, signature, out var length)
            && CryptographicOperations.FixedTimeEquals(expected, signature[..length]);
    }

    private static DeliveredOrder? Read(Provider provider, byte[] body, Connector connector)
    {
        try
        {
            using var json = JsonDocument.Parse(body);

            return provider.Read(json.RootElement, connector.DefaultSeller);
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            // The latter comes from text that has no form in Unicode.
            throw new RuleBrokenException(Problem.InvalidRequest) { Detail = "The body is not valid JSON." };
        }
    }

    private async Task Push(Connector connector, DeliveredOrder order, CancellationToken cancellationToken)
    {
        try
        {
            await push.Run(
                new AuditActor(0, "shop", 0, connector.ShopRow),
                order.ExternalId,
                order.Order with
                {
                    Announce = clock.Now - order.Order.PlacedAt < News,
                },
                cancellationToken
            );
        }
        catch (RuleBrokenException refused) when (refused.Problem.Status == StatusCodes.Status409Conflict)
        {
            // Sending it again would be no better, and after a few refusals providers stop sending anything.
            logger.LogWarning(
                "Order {ExternalId} of shop {ShopRow} was delivered and not taken: {Code}",
                order.ExternalId,
                connector.ShopRow,
                refused.Problem.Code
            );
        }
    }

    [GeneratedRegex(@"\Awebhook_id=[0-9]{1,20}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ping();
}
