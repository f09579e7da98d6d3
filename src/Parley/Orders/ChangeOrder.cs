using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Commerce;
using Parley.Kernel;
using Parley.Messages;
using Parley.People;

namespace Parley.Orders;

/// <summary>Where the order is now.</summary>
/// <param name="Status">Forward only; the same as now with other tracking tells of the parcel.</param>
/// <param name="StatusLabel">The business's own word for the status.</param>
/// <param name="Tracking">What is known stays when it is left out.</param>
public sealed record ChangeOrderRequest(
    [property: Required] OrderStatus? Status,
    [property: Line(64)] string? StatusLabel = null,
    Tracking? Tracking = null
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class ChangeOrderEndpoint
{
    public static void MapChangeOrder(this IEndpointRouteBuilder routes) =>
        routes
            .MapPatch("/orders/{idOrNumber}", Handle)
            .WithName(nameof(ChangeOrder))
            .WithTags("Orders")
            .For(
                Access.SignedInOrShop,
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            );

    /// <summary>Moves an order along its life: the shop, or the business that sells all of it.</summary>
    /// <param name="idOrNumber">The order.</param>
    internal static async Task<Results<Ok<OrderWithConversations>, NotFound>> Handle(
        [StringLength(128)] string idOrNumber,
        ChangeOrderRequest request,
        Actor actor,
        ChangeOrder change,
        CancellationToken cancellationToken
    ) =>
        await change.Run(actor, idOrNumber, request, cancellationToken) is { } order
            ? TypedResults.Ok(order)
            : TypedResults.NotFound();
}

/// <summary>Changes where an order stands, and tells of it in its conversations: both or neither.</summary>
internal sealed class ChangeOrder(ReadOrders read, MessageLog log, Clock clock)
{
    /// <returns>Null when there is no such order, or the actor is no party to it.</returns>
    public async Task<OrderWithConversations?> Run(
        Actor actor,
        string idOrNumber,
        ChangeOrderRequest request,
        CancellationToken cancellationToken
    )
    {
        if (await read.Show(actor, idOrNumber, cancellationToken) is not { } order)
            return null;

        RuleBrokenException.Unless(order.MayChange, Problem.Forbidden);
        await log.Tell(async work =>
        {
            var now = clock.Now;
            var moved = await MoveOrder.Run(
                work,
                order.Id,
                request.Status!.Value,
                request.StatusLabel,
                request.Tracking,
                now
            );
            if (moved.IsChanged)
                await AuditLog.Record(
                    work,
                    new AuditEntry("order.changed", AuditActor.Of(actor), now)
                    {
                        Subject = order.Id,
                        Data = new { moved.Status, moved.PreviousStatus },
                    }
                );

            return await TellOrder.Run(work, moved, now);
        });

        return await read.Show(actor, order.Id.ToString(), cancellationToken);
    }
}
