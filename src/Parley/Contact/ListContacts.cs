using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Contact;

/// <summary>Which businesses.</summary>
public sealed record ListContactsQuery
{
    /// <summary>Only those that the caller has a conversation with, or only those that he may open one with. Both without it.</summary>
    public Word<ContactFilter>? Filter { get; init; }

    /// <summary>Text that stands in the business's name, without regard to case. No character has a special meaning.</summary>
    [StringLength(200)]
    public string? Q { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [StringLength(200)]
    public string? Before { get; init; }

    [Range(1, 100)]
    [DefaultValue(30)]
    public int? Limit { get; init; }
}

public enum ContactFilter
{
    Contacted,
    Contactable,
}

/// <summary>A business as its customer sees it.</summary>
/// <param name="IsContacted">They have a conversation.</param>
/// <param name="IsContactable">
/// The caller may open a conversation with it, about an order, a listing, a service or nothing in particular.
/// </param>
/// <param name="Takes">About what kinds of things the caller may open one.</param>
public sealed record ContactView(
    BusinessView Business,
    bool IsContacted,
    bool IsContactable,
    IReadOnlyList<TopicKind> Takes
);

internal static class ListContactsEndpoint
{
    public static void MapListContacts(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/contacts", Handle)
            .WithName(nameof(ListContacts))
            .WithTags("Conversations")
            .For(Access.SignedInOrGuest, StatusCodes.Status400BadRequest);

    /// <summary>Lists whom the caller has contacted as a customer and whom he may contact; the newest businesses first.</summary>
    internal static async Task<Ok<Page<ContactView>>> Handle(
        [AsParameters] ListContactsQuery query,
        Actor actor,
        ListContacts list,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await list.Run(actor, query, cancellationToken));
}

internal sealed class ListContacts(Database database, Installation installation)
{
    private const string Purpose = "contacts";
    private const int DefaultLimit = 30;

    private const string Contacted = """
        business.row_id IN (SELECT business_row FROM conversation WHERE customer_row = @personRow
            AND (@shopRow = 0 OR shop_row = @shopRow))
        """;

    // A member does not write to his own business.
    private const string NotOwn = """
        business.row_id NOT IN (SELECT business_row FROM member WHERE person_row = @personRow AND left_at IS NULL)
        """;

    public Task<Page<ContactView>> Run(Actor actor, ListContactsQuery query, CancellationToken cancellationToken) =>
        database.Read(work => Read(work, actor, query), cancellationToken);

    private async Task<Page<ContactView>> Read(Work work, Actor actor, ListContactsQuery query)
    {
        var limit = query.Limit ?? DefaultLimit;
        var doors = await Doors.Of(work, actor);
        var takes = Doors.Takes(work);
        var contactable = $"({string.Join(" OR ", takes.Select(door => $"({door.Sql})"))})";
        var wanted = query.Filter?.Value switch
        {
            ContactFilter.Contacted => Contacted,
            ContactFilter.Contactable => contactable,
            _ => $"({Contacted} OR {contactable})",
        };
        var isNamed = string.IsNullOrWhiteSpace(query.Q) ? "" : @"AND business.search_name LIKE @pattern ESCAPE '\'";
        var rows = await work.Query<Row>(
            $"""
            SELECT business.row_id, business.id, business.name, {Contacted} AS is_contacted,
                {string.Join(", ", takes.Select(door => $"({door.Sql}) AS {door.Column}"))}
            FROM business WHERE business.row_id < @before AND {wanted} {isNamed}
            ORDER BY business.row_id DESC LIMIT @count
            """,
            new
            {
                personRow = actor.PersonRow,
                shopRow = actor.ShopRow,
                doors.Listings,
                doors.ListingsToBuyers,
                doors.Services,
                doors.ServicesToBuyers,
                doors.General,
                doors.GeneralToBuyers,
                pattern = Text.LikeHolds(query.Q),
                before = installation.OpenBefore(Purpose, query.Before),
                count = limit + 1,
            }
        );
        var next = rows.Count > limit ? installation.Seal(Purpose, rows[limit - 1].RowId) : null;

        return new Page<ContactView>([.. rows.Take(limit).Select(row => row.View)], next);
    }

    /// <summary>The shops in which the caller may write about a thing of a kind, at all and where he has bought.</summary>
    private sealed record Doors(
        long[] Listings,
        long[] ListingsToBuyers,
        long[] Services,
        long[] ServicesToBuyers,
        long[] General,
        long[] GeneralToBuyers
    )
    {
        public static async Task<Doors> Of(Work work, Actor actor)
        {
            long[] shops =
                actor.ShopRow != 0 ? [actor.ShopRow] : [.. await work.Query<long>("SELECT row_id FROM shop")];
            var policies = await ContactPolicies.Of(work, shops);
            var isProven = await Standing.HasProvenEmail(work, actor);

            bool IsOpen(ContactPolicy policy) =>
                policy == ContactPolicy.Anyone
                || (policy == ContactPolicy.SignedIn && !actor.IsGuest)
                || (policy == ContactPolicy.VerifiedEmail && isProven);
            long[] Open(TopicKind kind) => [.. shops.Where(shop => IsOpen(policies[shop].For(kind)))];
            long[] ToBuyers(TopicKind kind) =>
                [.. shops.Where(shop => policies[shop].For(kind) == ContactPolicy.Buyers && !actor.IsGuest)];

            return new Doors(
                Open(TopicKind.Listing),
                ToBuyers(TopicKind.Listing),
                Open(TopicKind.Service),
                ToBuyers(TopicKind.Service),
                Open(TopicKind.General),
                ToBuyers(TopicKind.General)
            );
        }

        /// <summary>For each kind of topic when the <c>business</c> takes a first message about such a thing.</summary>
        public static IReadOnlyList<(string Column, string Sql)> Takes(Work work)
        {
            // About what he ordered a blocked customer may write all the same.
            var isWelcome = $"{NotOwn} AND NOT {Blocks.Exists("business.row_id", "@personRow")}";

            return
            [
                (
                    "takes_orders",
                    $"{NotOwn} AND business.row_id IN ({Standing.Sellers} AND (@shopRow = 0 OR mine.shop_row = @shopRow))"
                ),
                ("takes_listings", $"{isWelcome} AND {Offers(work, TopicKind.Listing, "Listings")}"),
                ("takes_services", $"{isWelcome} AND {Offers(work, TopicKind.Service, "Services")}"),
                ("takes_general", $"{isWelcome} AND {TakesGeneral(work)}"),
            ];
        }

        private static string Offers(Work work, TopicKind kind, string shops) =>
            $"""
                EXISTS (SELECT 1 FROM listing WHERE listing.business_row = business.row_id AND listing.kind = {(int)kind}
                    AND {IsOpenIn(work, "listing.shop_row", shops)})
                """;

        // What is about nothing in particular belongs to the first shop of the business.
        private static string TakesGeneral(Work work) =>
            $"""
                EXISTS (SELECT 1 FROM (SELECT min(shop_row) AS shop_row FROM business_in_shop
                        WHERE business_row = business.row_id AND (@shopRow = 0 OR shop_row = @shopRow)) first
                    WHERE {IsOpenIn(work, "first.shop_row", "General")})
                """;

        private static string IsOpenIn(Work work, string shopRow, string shops) =>
            $"""
                ({shopRow} {work.In($"@{shops}")} OR ({shopRow} {work.In($"@{shops}ToBuyers")}
                    AND EXISTS ({Standing.Sellers} AND mine.shop_row = {shopRow} AND {Standing.IsPurchase}
                        AND item.seller_row = business.row_id)))
                """;
    }

    private sealed class Row
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public bool IsContacted { get; init; }
        public bool TakesOrders { get; init; }
        public bool TakesListings { get; init; }
        public bool TakesServices { get; init; }
        public bool TakesGeneral { get; init; }

        public ContactView View => new(new BusinessView(Id, Name), IsContacted, Takes.Count > 0, Takes);

        private IReadOnlyList<TopicKind> Takes =>
            [
                .. TakesOrders ? [TopicKind.Order] : Array.Empty<TopicKind>(),
                .. TakesListings ? [TopicKind.Listing] : Array.Empty<TopicKind>(),
                .. TakesServices ? [TopicKind.Service] : Array.Empty<TopicKind>(),
                .. TakesGeneral ? [TopicKind.General] : Array.Empty<TopicKind>(),
            ];
    }
}
