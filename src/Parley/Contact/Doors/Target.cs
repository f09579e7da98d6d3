using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Contact.Doors;

/// <summary>Whom a page would have its visitor write to, and about what.</summary>
/// <param name="Topic">Null for general.</param>
internal sealed record Target(
    TopicKind Kind,
    Topic? Topic,
    long ShopRow,
    long BusinessRow,
    Guid BusinessId,
    string BusinessName
)
{
    public TopicView View =>
        Topic is { } topic
            ? TopicConversation.PartOf(topic, BusinessRow)
            : new TopicView(TopicKind.General, BusinessName);

    /// <param name="word">A topic kind.</param>
    /// <param name="reference">
    /// An id of Parley's; with the query's shop the shop's own. For general that of the business.
    /// </param>
    /// <returns>Null when there is no such thing, or it is an order of somebody else.</returns>
    public static Task<Target?> Find(Work work, Actor? actor, string word, string reference, ContactQuery query) =>
        Word<TopicKind>.TryParse(word, null, out var kind)
            ? Find(work, actor, kind.Value, reference, query)
            : Task.FromResult<Target?>(null);

    /// <summary>As the other.</summary>
    public static async Task<Target?> Find(
        Work work,
        Actor? actor,
        TopicKind kind,
        string reference,
        ContactQuery query
    )
    {
        if (kind == TopicKind.General)
            return await General(work, reference, query.ShopId);
        if (await TopicId(work, kind, reference, query.ShopId) is not { } id)
            return null;
        if (await Topics.Find(work, kind, id) is not { } topic || !MayKnow(actor, topic))
            return null;

        var business = await work.One<Found>(
            $"SELECT row_id, id, name FROM business WHERE {Named(query)}",
            new
            {
                topic.BusinessRow,
                topic.ShopRow,
                query.BusinessId,
                query.Business,
            }
        );
        if (business is null || !IsOf(topic, business.RowId))
            return null;

        return new Target(kind, topic, topic.ShopRow, business.RowId, business.Id, business.Name);
    }

    private static string Named(ContactQuery query) =>
        query switch
        {
            { BusinessId: not null } => "id = @BusinessId",
            { Business: not null } => """
                row_id = (SELECT business_row FROM business_in_shop WHERE shop_row = @ShopRow AND external_id = @Business)
                """,
            _ => "row_id = @BusinessRow",
        };

    // Listings and services stand in the shop's window; an order is its customer's.
    private static bool MayKnow(Actor? actor, Topic topic) =>
        (actor is null || actor.ShopRow == 0 || actor.ShopRow == topic.ShopRow)
        && (topic.Kind != TopicKind.Order || (actor is { PersonRow: not 0 } && topic.CustomerRow == actor.PersonRow));

    private static bool IsOf(Topic topic, long businessRow) =>
        topic.Kind == TopicKind.Order
            ? topic.Parts.Any(part => part.SellerRow == businessRow)
            : topic.BusinessRow == businessRow;

    private static async Task<Target?> General(Work work, string reference, Guid? shopId)
    {
        var row = await work.One<Found>(
            $"""
            SELECT business.row_id, business.id, business.name, named.shop_row
            FROM business_in_shop named JOIN business ON business.row_id = named.business_row
            JOIN shop ON shop.row_id = named.shop_row
            WHERE {(shopId is null ? "business.id = @id" : "shop.id = @shopId AND named.external_id = @reference")}
            ORDER BY named.shop_row LIMIT 1
            """,
            new
            {
                id = AsId(reference),
                shopId,
                reference,
            }
        );

        return row is null ? null : new Target(TopicKind.General, null, row.ShopRow, row.RowId, row.Id, row.Name);
    }

    private static async Task<Guid?> TopicId(Work work, TopicKind kind, string reference, Guid? shopId) =>
        shopId is null ? AsId(reference)
        : kind == TopicKind.Order
            ? await work.One<Guid?>(
                """
                SELECT orders.id FROM orders JOIN shop ON shop.row_id = orders.shop_row
                WHERE shop.id = @shopId AND orders.external_id = @reference
                """,
                new { shopId, reference }
            )
        : await work.One<Guid?>(
            """
            SELECT listing.id FROM listing JOIN shop ON shop.row_id = listing.shop_row
            WHERE shop.id = @shopId AND listing.kind = @kind AND listing.external_id = @reference
            """,
            new
            {
                shopId,
                kind,
                reference,
            }
        );

    private static Guid? AsId(string reference) => Guid.TryParse(reference, out var id) ? id : null;

    private sealed class Found
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public long ShopRow { get; init; }
    }
}
