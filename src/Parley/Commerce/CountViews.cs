using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Commerce;

/// <summary>What was looked at, in the shop's own names.</summary>
public sealed record ViewedQuery
{
    /// <summary><c>listing</c> or <c>service</c>.</summary>
    [Required]
    public Word<TopicKind>? Topic { get; init; }

    [Required, ExternalId]
    public string? ExternalId { get; init; }
}

internal static class CountViewsEndpoints
{
    public static void MapCountViews(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/listings/{id:guid}/views", Listing).WithName("CountListingView").WithTags("Listings").Open();
        routes.MapPost("/services/{id:guid}/views", Service).WithName("CountServiceView").WithTags("Services").Open();
        routes
            .MapPost("/widgets/{shopId:guid}/views", OfShop)
            .WithName("CountView")
            .WithTags("Widget")
            .Open(StatusCodes.Status400BadRequest);
    }

    // Shops' own pages tell of views, and a view is nobody's.
    private static void Open(this RouteHandlerBuilder route, params int[] problems) =>
        route
            .FromAllSites()
            .For(Access.Anyone, [.. problems, StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests]);

    /// <summary>Counts that a listing was looked at; once for each page that shows it.</summary>
    internal static Task<Results<NoContent, NotFound>> Listing(Guid id, HttpContext context, CountViews count) =>
        Answer(count.Run(Source.Of(context), (TopicKind.Listing, id), context.RequestAborted));

    /// <summary>Counts that a service was looked at; once for each page that shows it.</summary>
    internal static Task<Results<NoContent, NotFound>> Service(Guid id, HttpContext context, CountViews count) =>
        Answer(count.Run(Source.Of(context), (TopicKind.Service, id), context.RequestAborted));

    /// <summary>Counts that a listing or service was looked at, by the shop's own name for it.</summary>
    internal static Task<Results<NoContent, NotFound>> OfShop(
        Guid shopId,
        [AsParameters] ViewedQuery query,
        HttpContext context,
        CountViews count
    ) =>
        Answer(
            count.Run(Source.Of(context), (shopId, query.Topic!.Value.Value, query.ExternalId!), context.RequestAborted)
        );

    private static async Task<Results<NoContent, NotFound>> Answer(Task<bool> counted) =>
        await counted ? TypedResults.NoContent() : TypedResults.NotFound();
}

/// <summary>Counts views, at most 60 a minute from one source.</summary>
internal sealed class CountViews(Database database, ViewCounts counts, Clock clock)
{
    private const int PerMinute = 60;

    // Of this node alone: it keeps a figure honest, and guards nothing.
    private readonly SlidingLimit<string> _limit = new(TimeSpan.FromMinutes(1), clock);

    /// <returns>False when there is no such listing or service.</returns>
    /// <exception cref="RuleBrokenException"><see cref="Problem.RateLimited"/>.</exception>
    public Task<bool> Run(string source, (TopicKind Kind, Guid Id) viewed, CancellationToken cancellationToken) =>
        Count(
            source,
            work =>
                work.One<long?>(
                    "SELECT row_id FROM listing WHERE id = @Id AND kind = @Kind",
                    new { viewed.Id, viewed.Kind }
                ),
            cancellationToken
        );

    /// <inheritdoc cref="Run(string, ValueTuple{TopicKind, Guid}, CancellationToken)"/>
    public Task<bool> Run(
        string source,
        (Guid ShopId, TopicKind Kind, string ExternalId) viewed,
        CancellationToken cancellationToken
    ) =>
        Count(
            source,
            work =>
                work.One<long?>(
                    """
                    SELECT row_id FROM listing WHERE shop_row = (SELECT row_id FROM shop WHERE id = @ShopId)
                        AND kind = @Kind AND external_id = @ExternalId
                    """,
                    new
                    {
                        viewed.ShopId,
                        viewed.Kind,
                        viewed.ExternalId,
                    }
                ),
            cancellationToken
        );

    private async Task<bool> Count(string source, Func<Work, Task<long?>> find, CancellationToken cancellationToken)
    {
        if (_limit.Take(source, PerMinute) is { } wait)
            throw new RuleBrokenException(Problem.RateLimited) { RetryAfter = wait };
        if (await database.Read(find, cancellationToken) is not { } listingRow)
            return false;

        counts.Add(listingRow);

        return true;
    }
}
