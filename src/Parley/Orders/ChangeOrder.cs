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
            .MapPatch("/orders/{orderId:guid}", Handle)
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
    internal static async Task<Results<Ok<OrderWithConversations>, NotFound>> Handle(
        Guid orderId,
        ChangeOrderRequest request,
        Actor actor,
        ChangeOrder change,
        CancellationToken cancellationToken
    ) =>
        await change.Run(actor, orderId, request, cancellationToken) is { } order
            ? TypedResults.Ok(order)
            : TypedResults.NotFound();
}

/// <summary>Changes where an order stands, and tells of it in its conversations: both or neither.</summary>
internal sealed class ChangeOrder(ReadOrders read, MessageLog log, Clock clock)
{
    /// <returns>Null when there is no such order, or the actor is no party to it.</returns>
    public async Task<OrderWithConversations?> Run(
        Actor actor,
        Guid orderId,
        ChangeOrderRequest request,
        CancellationToken cancellationToken
    )
    {
        if (await read.Show(actor, orderId.ToString(), cancellationToken) is not { } order)
            return null;

        RuleBrokenException.Unless(order.MayChange, Problem.Forbidden);
        await log.Tell(async work =>
        {
            var now = clock.Now;
            var moved = await MoveOrder.Run(
                work,
                orderId,
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
                        Subject = orderId,
                        Data = new { moved.Status, moved.PreviousStatus },
                    }
                );

            return await TellOrder.Run(work, moved, now);
        });

        return await read.Show(actor, orderId.ToString(), cancellationToken);
    }
}
