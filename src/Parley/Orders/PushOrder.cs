using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Commerce;
using Parley.Kernel;
using Parley.Messages;
using Parley.People;
using Parley.Storage;

namespace Parley.Orders;

/// <summary>The order as it is kept.</summary>
/// <param name="Outcome">What this push did; a repeat and an older one that comes late are <c>unchanged</c>.</param>
/// <param name="Conversations">One for each seller.</param>
public sealed record PushedOrderView(Guid Id, PushOutcome Outcome, IReadOnlyList<PushedConversationView> Conversations);

/// <summary>What a push did to what is kept.</summary>
public enum PushOutcome
{
    Created,
    Changed,
    Unchanged,
}

/// <summary>The conversation about one seller's part of an order.</summary>
/// <param name="Seller">What the shop calls the seller.</param>
public sealed record PushedConversationView(Guid Id, string Seller);

internal static class PushOrderEndpoint
{
    public static void MapPushOrder(this IEndpointRouteBuilder routes) =>
        routes
            .MapPut("/orders/{externalId}", Handle)
            .WithName(nameof(PushOrder))
            .WithTags("Orders")
            .For(Access.Shop, StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);

    /// <summary>
    /// Keeps an order as the shop has it, with the customer and the businesses that it names, and opens a conversation with each
    /// seller, in which the life of the order is told: all or nothing.
    /// </summary>
    internal static async Task<Ok<PushedOrderView>> Handle(
        [ExternalId] string externalId,
        PushOrderRequest request,
        Actor actor,
        PushOrder push,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await push.Run(AuditActor.Of(actor), externalId, request, cancellationToken));
}

/// <summary>Takes an order from a shop. The same push again, or an older one that comes late, changes nothing.</summary>
internal sealed class PushOrder(Database database, MessageLog log, Clock clock)
{
    /// <param name="shop">Whose order it is.</param>
    public async Task<PushedOrderView> Run(
        AuditActor shop,
        string externalId,
        PushOrderRequest request,
        CancellationToken cancellationToken
    )
    {
        StoredOrder? stored = null;
        await log.Tell(async work =>
        {
            var now = clock.Now;
            stored = await StoreOrder.Run(work, shop.ShopRow, externalId, request, now);
            if (stored.IsChanged)
                await AuditLog.Record(
                    work,
                    new AuditEntry("order.pushed", shop, now)
                    {
                        Subject = stored.Id,
                        Data = new { stored.Status, request.Version },
                    }
                );

            var told = await TellOrder.Run(work, stored, now, request.Announce ?? true);

            return told.And(await LinkInquiries.Run(work, shop, stored, request, now));
        });

        return await database.Read(work => View(work, stored!), cancellationToken);
    }

    private static async Task<PushedOrderView> View(Work work, StoredOrder order) =>
        new(
            order.Id,
            OutcomeOf(order),
            await work.Query<PushedConversationView>(
                """
                SELECT c.id, named.external_id AS seller FROM orders o
                JOIN conversation c ON c.shop_row = o.shop_row AND c.topic_kind = 1 AND c.topic_id = o.id AND c.topic_key = ''
                JOIN business_in_shop named ON named.business_row = c.business_row AND named.shop_row = c.shop_row
                WHERE o.id = @Id ORDER BY c.row_id
                """,
                new { order.Id }
            )
        );

    private static PushOutcome OutcomeOf(StoredOrder order) =>
        order.IsNew ? PushOutcome.Created
        : order.IsChanged ? PushOutcome.Changed
        : PushOutcome.Unchanged;
}
