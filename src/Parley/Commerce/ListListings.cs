using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Commerce;

/// <summary>Which listings or services.</summary>
public sealed record ListListingsQuery
{
    /// <summary>Text that stands in the title, without regard to case. No character has a special meaning.</summary>
    [StringLength(200)]
    public string? Q { get; init; }

    /// <summary>The business that offers them.</summary>
    public Guid? Business { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [StringLength(200)]
    public string? Before { get; init; }

    [Range(1, 100)]
    [DefaultValue(30)]
    public int? Limit { get; init; }
}

internal static class ListListingsEndpoints
{
    public static void MapListListings(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/listings", Listings)
            .WithName("ListListings")
            .WithTags("Listings")
            .For(Access.SignedInOrShop, StatusCodes.Status400BadRequest);
        routes
            .MapGet("/services", Services)
            .WithName("ListServices")
            .WithTags("Services")
            .For(Access.SignedInOrShop, StatusCodes.Status400BadRequest);
    }

    /// <summary>Lists what is for sale in the caller's shop, or in all shops of the installation's own app; the newest first.</summary>
    internal static async Task<Ok<Page<ListingView>>> Listings(
        [AsParameters] ListListingsQuery query,
        Actor actor,
        ListListings list,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await list.Run(actor, TopicKind.Listing, query, cancellationToken));

    /// <summary>Lists the services in the caller's shop, or in all shops of the installation's own app; the newest first.</summary>
    internal static async Task<Ok<Page<ListingView>>> Services(
        [AsParameters] ListListingsQuery query,
        Actor actor,
        ListListings list,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await list.Run(actor, TopicKind.Service, query, cancellationToken));
}

internal sealed class ListListings(Database database, Installation installation)
{
    private const string Purpose = "listings";
    private const int DefaultLimit = 30;

    public async Task<Page<ListingView>> Run(
        Actor actor,
        TopicKind kind,
        ListListingsQuery query,
        CancellationToken cancellationToken
    )
    {
        var limit = query.Limit ?? DefaultLimit;
        var rows = await database.Read(
            work =>
                work.Query<ListingRow>(
                    $"{ListingRow.Select} WHERE l.kind = @kind AND l.row_id < @before {Conditions(actor, query)} "
                        + "ORDER BY l.row_id DESC LIMIT @count",
                    new
                    {
                        kind,
                        actor.ShopRow,
                        query.Business,
                        pattern = Text.LikeHolds(query.Q),
                        before = installation.OpenBefore(Purpose, query.Before),
                        count = limit + 1,
                    }
                ),
            cancellationToken
        );
        var next = rows.Count > limit ? installation.Seal(Purpose, rows[limit - 1].RowId) : null;

        return new Page<ListingView>([.. rows.Take(limit).Select(row => row.View)], next);
    }

    private static string Conditions(Actor actor, ListListingsQuery query) =>
        (actor.ShopRow == 0 ? "" : "AND l.shop_row = @ShopRow ")
        + (query.Business is null ? "" : "AND business.id = @Business ")
        + (string.IsNullOrWhiteSpace(query.Q) ? "" : @"AND l.search_title LIKE @pattern ESCAPE '\' ");
}
