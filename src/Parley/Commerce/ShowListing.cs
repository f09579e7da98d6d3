using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Commerce;

internal static class ShowListingEndpoints
{
    public static void MapShowListing(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/listings/{id:guid}", Listing)
            .WithName("ShowListing")
            .WithTags("Listings")
            .For(Access.SignedInOrShop, StatusCodes.Status404NotFound);
        routes
            .MapGet("/services/{id:guid}", Service)
            .WithName("ShowService")
            .WithTags("Services")
            .For(Access.SignedInOrShop, StatusCodes.Status404NotFound);
    }

    /// <summary>Shows a listing.</summary>
    internal static Task<Results<Ok<ListingView>, NotFound>> Listing(
        Guid id,
        Actor actor,
        Database database,
        CancellationToken cancellationToken
    ) => Find(database, (TopicKind.Listing, id), actor, cancellationToken);

    /// <summary>Shows a service.</summary>
    internal static Task<Results<Ok<ListingView>, NotFound>> Service(
        Guid id,
        Actor actor,
        Database database,
        CancellationToken cancellationToken
    ) => Find(database, (TopicKind.Service, id), actor, cancellationToken);

    private static async Task<Results<Ok<ListingView>, NotFound>> Find(
        Database database,
        (TopicKind Kind, Guid Id) key,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var row = await database.Read(
            work =>
                work.One<ListingRow>(
                    $"{ListingRow.Select} WHERE l.id = @Id AND l.kind = @Kind",
                    new { key.Id, key.Kind }
                ),
            cancellationToken
        );

        // Who comes from one shop does not see what another offers.
        return row is not null && (actor.ShopRow == 0 || actor.ShopRow == row.ShopRow)
            ? TypedResults.Ok(row.View)
            : TypedResults.NotFound();
    }
}
