using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Commerce;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Orders;

internal static class ReadOrdersEndpoint
{
    public static void MapReadOrders(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/orders", List)
            .WithName("ListOrders")
            .WithTags("Orders")
            .For(Access.SignedInOrShop, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes
            .MapGet("/orders/{idOrNumber}", Show)
            .WithName("ShowOrder")
            .WithTags("Orders")
            .For(Access.SignedInOrShop, StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes.MapGet("/order-counts", Count).WithName("CountOrders").WithTags("Orders").For(Access.SignedInOrGuest);
    }

    /// <summary>
    /// Lists the orders that the caller bought, those that a business of his has a part in, or for a shop all of its orders: the
    /// newest first, each with its conversations.
    /// </summary>
    internal static async Task<Results<Ok<Page<OrderWithConversations>>, NotFound>> List(
        [AsParameters] ListOrdersQuery query,
        Actor actor,
        ReadOrders read,
        CancellationToken cancellationToken
    ) => await read.List(actor, query, cancellationToken) is { } page ? TypedResults.Ok(page) : TypedResults.NotFound();

    /// <summary>
    /// Shows an order to its parties, by id or by number, with its conversations. A number that several of the caller's orders
    /// have names none of them.
    /// </summary>
    internal static async Task<Results<Ok<OrderWithConversations>, NotFound>> Show(
        [StringLength(128)] string idOrNumber,
        Actor actor,
        ReadOrders read,
        CancellationToken cancellationToken
    ) =>
        await read.Show(actor, idOrNumber, cancellationToken) is { } order
            ? TypedResults.Ok(order)
            : TypedResults.NotFound();

    /// <summary>Counts the orders that the caller bought, by status.</summary>
    internal static async Task<Ok<OrderCountsView>> Count(
        Actor actor,
        CountOrders count,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await count.Run(actor, cancellationToken));
}

/// <summary>Orders with their conversations, for their parties.</summary>
internal sealed class ReadOrders(Database database, ListOrders list, ShowOrder show, OrderConversations conversations)
{
    /// <returns>Null when the caller is not a member of the business that he lists for.</returns>
    public async Task<Page<OrderWithConversations>?> List(
        Actor actor,
        ListOrdersQuery query,
        CancellationToken cancellationToken
    )
    {
        if (await list.Run(actor, query, cancellationToken) is not { } page)
            return null;

        var asBusiness = query.As;
        var orders = await conversations.Join(database, actor, page.Items, asBusiness, cancellationToken);

        return new Page<OrderWithConversations>(orders, page.Next);
    }

    /// <returns>Null when there is no such order, or the actor is no party to it.</returns>
    public async Task<OrderWithConversations?> Show(
        Actor actor,
        string idOrNumber,
        CancellationToken cancellationToken
    ) =>
        await show.Run(actor, idOrNumber, cancellationToken) is { } order
            ? (await conversations.Join(database, actor, [order], asBusiness: null, cancellationToken))[0]
            : null;
}
