using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.Contact;

/// <summary>Who may open a conversation. What is open already goes on, whatever the policy becomes.</summary>
public enum ContactPolicy
{
    /// <summary>Who has ordered from the business in this shop.</summary>
    Buyers = 1,

    /// <summary>Everybody who has an account.</summary>
    SignedIn = 2,

    /// <summary>Everybody who has proven an e-mail address, without an account too: such a guest is heard once he has.</summary>
    VerifiedEmail = 3,

    /// <summary>Nobody.</summary>
    Closed = 4,

    /// <summary>Everybody; a guest is heard at once, whether the address that he names is his or not.</summary>
    Anyone = 5,
}

/// <summary>A shop's policies, by what is written about. An order needs none: its own customer writes about it, nobody else.</summary>
/// <param name="General">For writing about no particular thing.</param>
public sealed record ContactPolicies(
    ContactPolicy Listing = ContactPolicy.SignedIn,
    ContactPolicy Service = ContactPolicy.SignedIn,
    ContactPolicy General = ContactPolicy.Closed
)
{
    private static readonly ContactPolicies Defaults = new();

    public ContactPolicy For(TopicKind kind) =>
        kind switch
        {
            TopicKind.Order => ContactPolicy.SignedIn,
            TopicKind.Listing => Listing,
            TopicKind.Service => Service,
            _ => General,
        };

    internal static async Task<ContactPolicies> Of(Work work, long shopRow) => (await Of(work, [shopRow]))[shopRow];

    /// <summary>The policies of each of the shops, by its row.</summary>
    internal static async Task<IReadOnlyDictionary<long, ContactPolicies>> Of(Work work, long[] shopRows)
    {
        var own = (
            await work.Query<Row>(
                $"SELECT shop_row, kind, policy FROM contact_policy WHERE shop_row {work.In("@shopRows")}",
                new { shopRows }
            )
        ).ToDictionary(row => (row.ShopRow, row.Kind), row => row.Policy);
        ContactPolicy Own(long shopRow, TopicKind kind) =>
            own.TryGetValue((shopRow, kind), out var policy) ? policy : Defaults.For(kind);

        return shopRows.ToDictionary(
            shopRow => shopRow,
            shopRow => new ContactPolicies(
                Own(shopRow, TopicKind.Listing),
                Own(shopRow, TopicKind.Service),
                Own(shopRow, TopicKind.General)
            )
        );
    }

    /// <summary>Stores those kinds' policies that differ from <paramref name="before"/>.</summary>
    internal async Task Store(Work work, long shopRow, ContactPolicies before)
    {
        foreach (var kind in Enum.GetValues<TopicKind>())
            if (For(kind) != before.For(kind))
                await work.Execute(
                    """
                    INSERT INTO contact_policy (shop_row, kind, policy) VALUES (@shopRow, @kind, @policy)
                    ON CONFLICT (shop_row, kind) DO UPDATE SET policy = excluded.policy
                    """,
                    new
                    {
                        shopRow,
                        kind,
                        policy = For(kind),
                    }
                );
    }

    private sealed class Row
    {
        public long ShopRow { get; init; }
        public TopicKind Kind { get; init; }
        public ContactPolicy Policy { get; init; }
    }
}

/// <summary>The one place that decides whether a customer may open a conversation.</summary>
internal static class MayContact
{
    public const string SignInRequired = "sign_in_required";
    public const string EmailProofRequired = "email_proof_required";
    private const string Closed = "closed";

    /// <returns>The reason why not, as a word of the problem <c>contact_not_allowed</c>; null when he may.</returns>
    public static async Task<string?> Refusal(
        Work work,
        Actor customer,
        TopicKind kind,
        long shopRow,
        long businessRow
    ) => await Refusal(work, customer, kind, (await ContactPolicies.Of(work, shopRow)).For(kind), shopRow, businessRow);

    /// <summary>By a policy of whatever kind.</summary>
    /// <inheritdoc cref="Refusal(Work, Actor, TopicKind, long, long)" path="/returns"/>
    public static async Task<string?> Refusal(
        Work work,
        Actor customer,
        TopicKind kind,
        ContactPolicy policy,
        long shopRow,
        long businessRow
    )
    {
        if (await Blocks.Hold(work, kind, businessRow, customer.PersonRow))
            return Blocks.Reason;

        return policy switch
        {
            ContactPolicy.Anyone => null,
            ContactPolicy.SignedIn or ContactPolicy.Buyers when customer.IsGuest => SignInRequired,
            ContactPolicy.SignedIn => null,
            ContactPolicy.VerifiedEmail => await Standing.HasProvenEmail(work, customer) ? null : EmailProofRequired,
            ContactPolicy.Buyers => await Standing.HasBought(work, customer, shopRow, businessRow)
                ? null
                : "purchase_required",
            _ => Closed,
        };
    }

    /// <summary>As <see cref="Refusal(Work, Actor, TopicKind, long, long)"/>, of somebody who is not known.</summary>
    /// <returns>
    /// <see cref="EmailProofRequired"/> where he may once he has proven an address: an inquiry waits for that.
    /// </returns>
    public static string? RefusalOfGuest(ContactPolicy policy) =>
        policy switch
        {
            ContactPolicy.Anyone => null,
            ContactPolicy.VerifiedEmail => EmailProofRequired,
            ContactPolicy.Closed => Closed,
            _ => SignInRequired,
        };
}

/// <summary>What a customer is to a shop and a business.</summary>
internal static class Standing
{
    /// <summary>The sellers that a customer @personRow has orders from.</summary>
    public const string Sellers = """
        SELECT item.seller_row FROM orders mine JOIN order_item item ON item.order_row = mine.row_id
        WHERE mine.customer_row = @personRow
        """;

    /// <summary>Of the order <c>mine</c>: a cancelled one was none.</summary>
    public static readonly string IsPurchase = $"mine.status <> {(int)OrderStatus.Cancelled}";

    public static Task<bool> HasBought(Work work, Actor customer, long shopRow, long businessRow) =>
        work.One<bool>(
            $"SELECT EXISTS ({Sellers} AND mine.shop_row = @shopRow AND item.seller_row = @businessRow AND {IsPurchase})",
            new
            {
                personRow = customer.PersonRow,
                shopRow,
                businessRow,
            }
        );

    /// <summary>He writes about something that he has not bought, to somebody from whom he has bought nothing.</summary>
    public static async Task<bool> IsStranger(
        Work work,
        Actor customer,
        TopicKind kind,
        long shopRow,
        long businessRow
    ) => kind != TopicKind.Order && !await HasBought(work, customer, shopRow, businessRow);

    public static Task<bool> HasProvenEmail(Work work, Actor customer) =>
        work.One<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM identity
            WHERE person_row = @PersonRow AND shop_row IN (0, @ShopRow) AND kind = 1 AND proof = 1)
            """,
            customer
        );
}
