using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Commerce;

/// <summary>A listing or service as the shop has it.</summary>
/// <param name="Business">Who offers it, by the shop's own id; made known if new.</param>
/// <param name="Version">Only goes up: an older push, or the same one again, changes nothing.</param>
/// <param name="Status">The shop's own word, such as <c>sold_out</c>.</param>
public sealed record PushListingRequest(
    [property: Line] string Title,
    [property: ExternalId] string Business,
    [property: Range(0, 9007199254740991d)] long Version,
    [property: WebAddress] string? ImageUrl = null,
    Money? Price = null,
    [property: Line(64)] string? Status = null,
    [property: AttributePairs] IReadOnlyDictionary<string, string>? Attributes = null
)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

internal static class PushListingEndpoints
{
    public static void MapPushListing(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPut("/listings/{externalId}", Listing)
            .WithName("PushListing")
            .WithTags("Listings")
            .For(Access.Shop, StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
        routes
            .MapPut("/services/{externalId}", Service)
            .WithName("PushService")
            .WithTags("Services")
            .For(Access.Shop, StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
    }

    /// <summary>Keeps a listing as the shop has it.</summary>
    internal static async Task<Ok<PushedView>> Listing(
        [ExternalId] string externalId,
        PushListingRequest request,
        Actor actor,
        PushListing push,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await push.Run(actor.ShopRow, TopicKind.Listing, externalId, request, cancellationToken));

    /// <summary>Keeps a service as the shop has it.</summary>
    internal static async Task<Ok<PushedView>> Service(
        [ExternalId] string externalId,
        PushListingRequest request,
        Actor actor,
        PushListing push,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await push.Run(actor.ShopRow, TopicKind.Service, externalId, request, cancellationToken));
}

/// <summary>Stores what a shop offers.</summary>
internal sealed class PushListing(Database database, Clock clock)
{
    public async Task<PushedView> Run(
        long shopRow,
        TopicKind kind,
        string externalId,
        PushListingRequest request,
        CancellationToken cancellationToken
    ) =>
        new(
            await database.Write(
                work => Store(work, (shopRow, kind, externalId), request, clock.Now),
                cancellationToken
            )
        );

    /// <exception cref="RuleBrokenException">The version is known with another content.</exception>
    public static async Task<Guid> Store(
        Work work,
        (long ShopRow, TopicKind Kind, string ExternalId) key,
        PushListingRequest listing,
        DateTimeOffset now
    )
    {
        var hash = Stored.Hash(listing with { Others = null });
        var known = await Find(work, key);
        if (known is not null && !Stored.IsNewer(listing.Version, hash, known.Version, known.ContentHash))
            return known.Id;

        var businessRow = await Businesses.Ensure(work, key.ShopRow, new BusinessInShop(listing.Business), now);
        var id = await Upsert(work, key, listing, (businessRow, hash, now));

        // Another node stored the listing meanwhile; the database waited for it to commit, so now it is known.
        return id ?? await Store(work, key, listing, now);
    }

    private static Task<KnownListing?> Find(Work work, (long ShopRow, TopicKind Kind, string ExternalId) key) =>
        work.One<KnownListing>(
            "SELECT id, version, content_hash FROM listing "
                + "WHERE shop_row = @ShopRow AND kind = @Kind AND external_id = @ExternalId",
            new
            {
                key.ShopRow,
                key.Kind,
                key.ExternalId,
            }
        );

    private static Task<Guid?> Upsert(
        Work work,
        (long ShopRow, TopicKind Kind, string ExternalId) key,
        PushListingRequest listing,
        (long BusinessRow, byte[] Hash, DateTimeOffset Now) made
    ) =>
        work.One<Guid?>(
            """
            INSERT INTO listing (id, shop_row, kind, external_id, business_row, title, search_title, image_url, price_minor,
                currency, status, attributes, version, content_hash, created_at, changed_at)
            VALUES (@id, @ShopRow, @Kind, @ExternalId, @BusinessRow, @Title, @searchTitle, @ImageUrl, @Minor,
                @Currency, @Status, @attributes, @Version, @Hash, @Now, @Now)
            ON CONFLICT (shop_row, kind, external_id) DO UPDATE SET business_row = excluded.business_row,
                title = excluded.title, search_title = excluded.search_title, image_url = excluded.image_url,
                price_minor = excluded.price_minor, currency = excluded.currency, status = excluded.status,
                attributes = excluded.attributes, version = excluded.version, content_hash = excluded.content_hash,
                changed_at = excluded.changed_at
            WHERE listing.version < excluded.version
            RETURNING id
            """,
            new
            {
                id = Ids.New(made.Now),
                key.ShopRow,
                key.Kind,
                key.ExternalId,
                made.BusinessRow,
                listing.Title,
                searchTitle = Text.Fold(listing.Title),
                listing.ImageUrl,
                listing.Price?.Minor,
                listing.Price?.Currency,
                listing.Status,
                attributes = Stored.Text(listing.Attributes ?? new Dictionary<string, string>()),
                listing.Version,
                made.Hash,
                made.Now,
            }
        );

    private sealed class KnownListing
    {
        public Guid Id { get; init; }
        public long Version { get; init; }
        public byte[] ContentHash { get; init; } = [];
    }
}
