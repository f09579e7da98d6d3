using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Commerce;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>What a business knows of a customer: from himself, and from what the two had to do with each other.</summary>
/// <param name="IsGuest">He has no account.</param>
/// <param name="OrderCount">Of all orders with a part that the business sells.</param>
/// <param name="Orders">The newest of them, at most 5.</param>
/// <param name="Conversations">The newest others of the business with him in which something was said, at most 5.</param>
/// <param name="Email">Of a guest alone: somebody with an account shows his to no business.</param>
/// <param name="Phone">Of a guest alone: what he gave to this business, as he gave it.</param>
/// <param name="Locale">The language that he reads in, as a tag (BCP 47); absent until known.</param>
/// <param name="TimeZone">Where his day is, as an IANA name; absent until known.</param>
public sealed record KnownCustomerView(
    Guid Id,
    string Name,
    bool IsGuest,
    long OrderCount,
    IReadOnlyList<CustomerOrderView> Orders,
    IReadOnlyList<InboxRowView> Conversations,
    CustomerAddressView? Email = null,
    string? Phone = null,
    string? Locale = null,
    string? TimeZone = null
);

/// <param name="StatusLabel">The shop's own word for the status.</param>
public sealed record CustomerOrderView(
    Guid Id,
    string Number,
    OrderStatus Status,
    DateTimeOffset PlacedAt,
    string? StatusLabel = null
);

/// <param name="IsProven">He has shown that it is his; else he only says so.</param>
public sealed record CustomerAddressView(string Value, bool IsProven);

internal static class ShowCustomerEndpoint
{
    public static void MapShowCustomer(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/conversations/{conversationId:guid}/customer", Handle)
            .WithName(nameof(ShowCustomer))
            .WithTags("Conversations")
            .For(Access.SignedIn, StatusCodes.Status404NotFound);

    /// <summary>Shows the customer of a conversation to the business that sells to him.</summary>
    internal static async Task<Results<Ok<KnownCustomerView>, NotFound>> Handle(
        Guid conversationId,
        Actor actor,
        Seats seats,
        ShowCustomer show,
        CancellationToken cancellationToken
    )
    {
        var seat = await seats.Of(actor, conversationId, cancellationToken);

        // Suppliers and resellers have to do with one order, not with its customer.
        return seat?.Sides.FirstOrDefault(side => side.Role == Role.Seller) is { } seller
            ? TypedResults.Ok(await show.Run(seat, seller, cancellationToken))
            : TypedResults.NotFound();
    }
}

internal sealed class ShowCustomer(Database database, InboxRows inbox)
{
    private const int MostShown = 5;

    public Task<KnownCustomerView> Run(Seat seat, Party seller, CancellationToken cancellationToken) =>
        database.Read(work => Read(work, seat, seller), cancellationToken);

    private async Task<KnownCustomerView> Read(Work work, Seat seat, Party seller)
    {
        var customer = (
            await work.One<CustomerRow>(
                """
                SELECT person.row_id, person.id, person.name, person.is_guest, person.locale, person.time_zone
                FROM conversation c JOIN person ON person.row_id = c.customer_row WHERE c.row_id = @RowId
                """,
                new { seat.Facts.RowId }
            )
        )!;
        var pair = new
        {
            customerRow = customer.RowId,
            businessRow = seller.Owner.Row,
            seat.Actor.ShopRow,
            here = seat.Facts.RowId,
            role = (int)Role.Seller,
            owner = seller.Owner.Value,
        };
        return new KnownCustomerView(
            customer.Id,
            customer.Name,
            customer.IsGuest,
            await work.One<long>($"SELECT count(*) {OrdersOfPair}", pair),
            await Orders(work, pair),
            await Others(work, seller.Owner, pair),
            customer.IsGuest ? await EmailOf(work, customer.RowId) : null,
            customer.IsGuest ? await PhoneOf(work, pair) : null,
            customer.Locale,
            customer.TimeZone
        );
    }

    private const string OrdersOfPair = """
        FROM orders o WHERE o.customer_row = @customerRow AND (@ShopRow = 0 OR o.shop_row = @ShopRow)
            AND EXISTS (SELECT 1 FROM order_business part
                WHERE part.order_row = o.row_id AND part.business_row = @businessRow AND part.role = @role)
        """;

    private static async Task<IReadOnlyList<CustomerOrderView>> Orders(Work work, object pair)
    {
        var rows = await work.Query<OrderRow>(
            $"""
            SELECT o.id, o.number, o.status, o.status_label, o.placed_at {OrdersOfPair}
            ORDER BY o.placed_at DESC, o.row_id DESC LIMIT {MostShown}
            """,
            pair
        );

        return [.. rows.Select(order => order.View)];
    }

    private async Task<IReadOnlyList<InboxRowView>> Others(Work work, Owner owner, object pair)
    {
        var rows = await work.Query<long>(
            $"""
            SELECT inbox.conversation_row FROM inbox_row inbox JOIN conversation c ON c.row_id = inbox.conversation_row
            WHERE inbox.owner = @owner AND c.customer_row = @customerRow AND c.business_row = @businessRow
                AND c.row_id <> @here AND (@ShopRow = 0 OR c.shop_row = @ShopRow)
                AND inbox.last_message_row > 0 AND NOT inbox.has_left AND NOT inbox.spam
            ORDER BY inbox.last_message_row DESC LIMIT {MostShown}
            """,
            pair
        );
        var lines = await inbox.Find(work, [.. rows.Select(row => new InboxKey(owner, row))]);

        return [.. rows.Select(row => lines[new InboxKey(owner, row)])];
    }

    private static async Task<CustomerAddressView?> EmailOf(Work work, long personRow)
    {
        var row = await work.One<AddressRow>(
            """
            SELECT value, proof FROM identity WHERE person_row = @personRow AND shop_row = 0 AND kind = 1
            ORDER BY proof DESC, row_id DESC LIMIT 1
            """,
            new { personRow }
        );

        return row is null ? null : new CustomerAddressView(row.Value, row.Proof == 1);
    }

    /// <summary>What he has given to another business is none of this one's.</summary>
    private static Task<string?> PhoneOf(Work work, object pair) =>
        work.One<string>(
            """
            SELECT guest_phone FROM conversation
            WHERE customer_row = @customerRow AND business_row = @businessRow AND guest_phone IS NOT NULL
            ORDER BY row_id DESC LIMIT 1
            """,
            pair
        );

    private sealed class CustomerRow
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public bool IsGuest { get; init; }
        public string? Locale { get; init; }
        public string? TimeZone { get; init; }
    }

    private sealed class OrderRow
    {
        public Guid Id { get; init; }
        public string Number { get; init; } = "";
        public OrderStatus Status { get; init; }
        public string? StatusLabel { get; init; }
        public DateTimeOffset PlacedAt { get; init; }

        public CustomerOrderView View => new(Id, Number, Status, PlacedAt, StatusLabel);
    }

    private sealed class AddressRow
    {
        public string Value { get; init; } = "";
        public int Proof { get; init; }
    }
}
