using System.Diagnostics.CodeAnalysis;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Orders;

/// <summary>An order with what is said about it.</summary>
public sealed record OrderWithConversations : OrderView
{
    /// <summary>For readers of JSON.</summary>
    public OrderWithConversations() { }

    [SetsRequiredMembers]
    internal OrderWithConversations(
        OrderView order,
        IReadOnlyList<ConversationOfOrder> conversations,
        IReadOnlyList<InquiryOfOrder> inquiries
    )
        : base(order) => (Conversations, Inquiries) = (conversations, inquiries);

    /// <summary>Those in which the reader takes part: one for each seller.</summary>
    public required IReadOnlyList<ConversationOfOrder> Conversations { get; init; }

    /// <summary>Those about a listing or service from which it came, in which the reader takes part.</summary>
    public IReadOnlyList<InquiryOfOrder> Inquiries { get; init; } = [];
}

/// <summary>The conversation about one seller's part of an order.</summary>
/// <param name="Row">The line in the reader's list; absent before something was said.</param>
public sealed record ConversationOfOrder(Guid Id, BusinessView Seller, InboxRowView? Row = null);

/// <summary>A conversation about a listing or service that became an order.</summary>
public sealed record InquiryOfOrder(Guid Id, TopicView Topic);

/// <summary>Finds the conversations of orders for one reader.</summary>
internal sealed class OrderConversations(Memberships memberships, Seats seats, InboxRows inbox, Cursors cursors)
{
    private const string OfOrders = """
        FROM orders o
        JOIN conversation c ON c.shop_row = o.shop_row AND c.topic_kind = 1 AND c.topic_id = o.id
        JOIN business seller ON seller.row_id = c.business_row
        """;

    /// <param name="asBusiness">The business for which to read; null for every side that the reader has.</param>
    public async Task<IReadOnlyList<OrderWithConversations>> Join(
        Database database,
        Actor actor,
        IReadOnlyList<OrderView> orders,
        Guid? asBusiness,
        CancellationToken cancellationToken
    )
    {
        var own = await memberships.Of(actor, cancellationToken);
        long[] owners = asBusiness is null
            ? [Owner.Person(actor.PersonRow).Value, .. own.Select(m => Owner.Business(m.BusinessRow).Value)]
            : [.. own.Where(m => m.BusinessId == asBusiness).Select(m => Owner.Business(m.BusinessRow).Value)];
        await cursors.Flush();

        return await database.Read(
            async work =>
            {
                long[] orderRows = [.. orders.Select(order => order.RowId)];
                var found = await Find(work, actor, owners, orderRows);
                var inquiries = await FindInquiries(work, owners, orderRows);
                var rows = await inbox.Find(
                    work,
                    [.. found.Where(row => row.Owner is not null).Select(row => row.Key)]
                );
                var views = found.ToLookup(row => row.TopicId, row => row.View(rows.GetValueOrDefault(row.Key)));

                return orders
                    .Select(order => new OrderWithConversations(
                        order,
                        [.. views[order.Id]],
                        [.. inquiries[order.RowId].Select(row => row.View)]
                    ))
                    .ToList();
            },
            cancellationToken
        );
    }

    /// <summary>Those of an order, named by id or number, in which the actor has a seat, also by looking on.</summary>
    public async Task<IReadOnlyList<ConversationOfOrder>> SeatedIn(
        Database database,
        Actor actor,
        string idOrNumber,
        CancellationToken cancellationToken
    )
    {
        var rows = await database.Read(
            work =>
                work.Query<FoundRow>(
                    $"""
                    SELECT c.row_id, c.id, c.topic_id, seller.id AS seller_id, seller.name AS seller_name
                    {OfOrders}
                    WHERE {ShowOrder.Names(idOrNumber)}
                    ORDER BY c.row_id
                    """,
                    new { orderId = ShowOrder.IdOf(idOrNumber), idOrNumber }
                ),
            cancellationToken
        );
        var seen = new List<FoundRow>();
        foreach (var row in rows)
            if (await seats.Of(actor, row.Id, cancellationToken) is not null)
                seen.Add(row);
        ShowOrder.RequireOne(seen.Select(row => row.TopicId));

        return [.. seen.Select(row => row.View(row: null))];
    }

    private static async Task<IReadOnlyList<FoundRow>> Find(Work work, Actor actor, long[] owners, long[] orderRows)
    {
        if (orderRows.Length == 0)
            return [];

        // A shop that acts by its key has no list of its own, but may know which conversations its orders have.
        var party = actor.IsShop
            ? "LEFT JOIN party ON party.conversation_row = c.row_id AND party.owner = -1"
            : $"JOIN party ON party.conversation_row = c.row_id AND party.owner {work.In("@owners")} AND party.left_at IS NULL";
        var rows = await work.Query<FoundRow>(
            $"""
            SELECT c.row_id, c.id, c.topic_id, party.owner, seller.id AS seller_id, seller.name AS seller_name
            {OfOrders}
            {party}
            WHERE o.row_id {work.In("@orderRows")}
            ORDER BY c.row_id, party.role
            """,
            new { owners, orderRows }
        );

        // Who is on two sides of a conversation reads it from the first, as his seat does.
        return [.. rows.DistinctBy(row => row.RowId)];
    }

    private static async Task<ILookup<long, InquiryRow>> FindInquiries(Work work, long[] owners, long[] orderRows)
    {
        IReadOnlyList<InquiryRow> rows =
            orderRows.Length == 0
                ? []
                : await work.Query<InquiryRow>(
                    $"""
                    SELECT DISTINCT link.order_row, c.row_id, c.id, c.topic
                    FROM order_inquiry link
                    JOIN conversation c ON c.row_id = link.conversation_row
                    JOIN party ON party.conversation_row = c.row_id AND party.owner {work.In(
                        "@owners"
                    )} AND party.left_at IS NULL
                    WHERE link.order_row {work.In("@orderRows")}
                    ORDER BY c.row_id
                    """,
                    new { owners, orderRows }
                );

        return rows.ToLookup(row => row.OrderRow);
    }

    private sealed class InquiryRow
    {
        public long OrderRow { get; init; }
        public Guid Id { get; init; }
        public string Topic { get; init; } = "";

        public InquiryOfOrder View => new(Id, TopicView.Parse(Topic));
    }

    private sealed class FoundRow
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public Guid TopicId { get; init; }
        public long? Owner { get; init; }
        public Guid SellerId { get; init; }
        public string SellerName { get; init; } = "";

        public InboxKey Key => new(new Owner(Owner ?? 0), RowId);

        public ConversationOfOrder View(InboxRowView? row) => new(Id, new BusinessView(SellerId, SellerName), row);
    }
}
