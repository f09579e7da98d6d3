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
/// <param name="TakesGeneral">The caller may open one with it about nothing in particular.</param>
public sealed record ContactView(BusinessView Business, bool IsContacted, bool IsContactable, bool TakesGeneral);

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
        var contactable = $"({NotOwn} AND ({Doors.Open(work)}))";
        var wanted = query.Filter?.Value switch
        {
            ContactFilter.Contacted => Contacted,
            ContactFilter.Contactable => contactable,
            _ => $"({Contacted} OR {contactable})",
        };
        var isNamed = string.IsNullOrWhiteSpace(query.Q) ? "" : @"AND business.search_name LIKE @pattern ESCAPE '\'";
        var rows = await work.Query<Row>(
            $"""
            SELECT business.row_id, business.id, business.name, {Contacted} AS is_contacted, {contactable} AS is_contactable,
                ({NotOwn} AND {Doors.IsWelcome} AND {Doors.TakesGeneral(work)}) AS takes_general
            FROM business WHERE business.row_id < @before AND {wanted} {isNamed}
            ORDER BY business.row_id DESC LIMIT @count
            """,
            new
            {
                personRow = actor.PersonRow,
                shopRow = actor.ShopRow,
                doors.Listings,
                doors.Services,
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

    /// <summary>The shops in which the caller may write without having ordered anything.</summary>
    private sealed record Doors(long[] Listings, long[] Services, long[] General, long[] GeneralToBuyers)
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
            long[] Where(Func<ContactPolicies, bool> isOpen) => [.. shops.Where(shop => isOpen(policies[shop]))];

            return new Doors(
                Where(shop => IsOpen(shop.Listing)),
                Where(shop => IsOpen(shop.Service)),
                Where(shop => IsOpen(shop.General)),
                Where(shop => shop.General == ContactPolicy.Buyers && !actor.IsGuest)
            );
        }

        // About an order a blocked customer may write all the same.
        public static readonly string IsWelcome = $"NOT {Blocks.Exists("business.row_id", "@personRow")}";

        /// <summary>What is about nothing in particular belongs to the first shop of the business.</summary>
        public static string TakesGeneral(Work work) =>
            $"""
                EXISTS (SELECT 1 FROM (SELECT min(shop_row) AS shop_row FROM business_in_shop
                        WHERE business_row = business.row_id AND (@shopRow = 0 OR shop_row = @shopRow)) first
                    WHERE first.shop_row {work.In("@General")}
                        OR (first.shop_row {work.In("@GeneralToBuyers")} AND EXISTS ({Standing.Sellers}
                            AND mine.shop_row = first.shop_row AND {Standing.IsPurchase} AND item.seller_row = business.row_id)))
                """;

        public static string Open(Work work)
        {
            var listings = $"kind = 2 AND shop_row {work.In("@Listings")}";
            var services = $"kind = 3 AND shop_row {work.In("@Services")}";

            return $"""
                {IsWelcome} AND (
                    EXISTS (SELECT 1 FROM listing WHERE listing.business_row = business.row_id
                        AND (({listings}) OR ({services})))
                    OR {TakesGeneral(work)})
                OR business.row_id IN ({Standing.Sellers} AND (@shopRow = 0 OR mine.shop_row = @shopRow))
                """;
        }
    }

    private sealed class Row
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public bool IsContacted { get; init; }
        public bool IsContactable { get; init; }
        public bool TakesGeneral { get; init; }

        public ContactView View => new(new BusinessView(Id, Name), IsContacted, IsContactable, TakesGeneral);
    }
}
