using System.Data.Common;
using Parley.Storage;
using Parley.Tests.Contact;
using Parley.Tests.Conversations;
using Parley.Tests.People;

namespace Parley.Tests.Storage;

/// <summary>What the migrations promise, read from the database that they made.</summary>
public sealed class SchemaTests(World world) : IClassFixture<World>
{
    /// <summary>The tables that grow with what is sold and said; the others stay small.</summary>
    private static readonly string[] Growing =
    [
        "audience",
        "conversation",
        "cursor",
        "inbox_row",
        "listing",
        "message",
        "order_business",
        "order_item",
        "orders",
        "party",
    ];

    /// <summary>References by which nothing is ever looked up, and whose target is never deleted.</summary>
    private static readonly string[] NeverSearched =
    [
        "conversation.business_row",
        "order_item.reseller_row",
        "order_item.seller_row",
        "order_item.supplier_row",
    ];

    [Fact]
    [Covers("S1-6", "S0-1")]
    public async Task Conversations_their_parties_messages_and_receipts_have_tables_of_their_own_and_lead_to_the_order()
    {
        var shop = await world.Shop();
        var blueDoor = await world.Business();
        var (alice, bea) = (await world.Customer("Alice"), await world.Member(blueDoor, "Bea"));
        var order = await (await shop.Server()).Sells(alice, blueDoor);
        await alice.Asks(blueDoor, "order", order, "Is it on its way?");
        var talk = Assert.Single(await alice.Lists()).ConversationId;
        await bea.Reads(talk, 2);
        await bea.Sees(talk); // who looks has what was read written first

        Assert.Equal(1, await Count("conversation WHERE id = @talk"));
        Assert.Equal(2, await Count("party JOIN conversation c ON c.row_id = conversation_row WHERE c.id = @talk"));
        // The record of the order, and the question.
        Assert.Equal(2, await Count("message JOIN conversation c ON c.row_id = conversation_row WHERE c.id = @talk"));
        Assert.Equal(2, await Count("cursor JOIN audience a ON a.row_id = audience_row"));
        Assert.Equal(
            1,
            await Count("orders JOIN conversation c ON c.topic_kind = 1 AND c.topic_id = orders.id WHERE c.id = @talk")
        );
        // It is a talk of a customer with a business, and can be nothing else.
        foreach (var (customer, business) in new[] { ("NULL", "business_row"), ("customer_row", "NULL"), ("-1", "-1") })
            await Assert.ThrowsAnyAsync<DbException>(() => InsertTwin(customer, business));

        Task<long> Count(string from) =>
            world.Database.Read(work => work.One<long>($"SELECT count(*) FROM {from}", new { talk }));
        Task InsertTwin(string customer, string business) =>
            world.Database.Write(work =>
                work.Execute(
                    $"""
                    INSERT INTO conversation (id, shop_row, topic_kind, topic_id, topic_key, customer_row, business_row, subject,
                        topic, search_text, created_at)
                    SELECT @id, shop_row, topic_kind, topic_id, 'twin', {customer}, {business}, '', topic, '', 1
                    FROM conversation WHERE id = @talk
                    """,
                    new { id = Guid.CreateVersion7(), talk }
                )
            );
    }

    [Fact]
    [Covers("S2-38")]
    public async Task No_reference_takes_anything_with_it_when_its_target_goes()
    {
        var references = await world.Database.Read(References);

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.False(reference.Cascades, $"{reference}"));
    }

    [Fact]
    [Covers("S1-71")]
    public async Task Every_reference_of_a_conversation_or_an_order_that_is_searched_by_leads_an_index()
    {
        var references = (await world.Database.Read(References))
            .Where(reference => Growing.Contains(reference.Source))
            .Select(reference => $"{reference}")
            .Distinct();
        var leading = (await world.Database.Read(LeadingColumns)).ToHashSet();

        Assert.Equal(NeverSearched, references.Where(reference => !leading.Contains(reference)).Order());
        // The log has no foreign keys, but is searched all the same, by the audiences of a conversation.
        string[] searched = ["audience.conversation_row", "message.audience_row", "party.owner", "inbox_row.owner"];
        Assert.Empty(searched.Except(leading));
    }

    [Fact]
    [Covers("S1-5", "S1-17")]
    public async Task What_links_an_order_with_conversations_refers_to_both_and_is_found_from_either()
    {
        string[] links = ["order_inquiry.order_row", "order_inquiry.conversation_row"];

        Assert.Empty(links.Except((await world.Database.Read(References)).Select(reference => $"{reference}")));
        Assert.Empty(links.Except(await world.Database.Read(LeadingColumns)));
        await Assert.ThrowsAnyAsync<DbException>(() =>
            world.Write(
                (work, now) =>
                    work.Execute(
                        "INSERT INTO order_inquiry (order_row, conversation_row, linked_at) VALUES (-1, -1, @now)",
                        new { now }
                    )
            )
        );
    }

    private static async Task<IReadOnlyList<Reference>> References(Work work) =>
        await work.Query<Reference>(
            work.OnPostgres
                ? """
                SELECT source.relname AS source, a.attname AS source_column, c.confdeltype NOT IN ('a', 'r') AS cascades
                FROM pg_constraint c JOIN pg_class source ON source.oid = c.conrelid
                JOIN pg_attribute a ON a.attrelid = source.oid AND a.attnum = c.conkey[1]
                WHERE c.contype = 'f'
                """
                : """
                SELECT source.name AS source, f."from" AS source_column, f.on_delete NOT IN ('NO ACTION', 'RESTRICT') AS cascades
                FROM sqlite_master source, pragma_foreign_key_list(source.name) f WHERE source.type = 'table'
                """
        );

    private static async Task<IReadOnlyList<string>> LeadingColumns(Work work) =>
        await work.Query<string>(
            work.OnPostgres
                ? """
                SELECT source.relname || '.' || a.attname FROM pg_index i JOIN pg_class source ON source.oid = i.indrelid
                JOIN pg_attribute a ON a.attrelid = source.oid AND a.attnum = i.indkey[0]
                WHERE source.relnamespace = 'public'::regnamespace
                """
                : """
                SELECT source.name || '.' || c.name
                FROM sqlite_master source, pragma_index_list(source.name) i, pragma_index_info(i.name) c
                WHERE source.type = 'table' AND c.seqno = 0
                """
        );

    private sealed class Reference
    {
        public string Source { get; init; } = "";
        public string SourceColumn { get; init; } = "";
        public bool Cascades { get; init; }

        public override string ToString() => $"{Source}.{SourceColumn}";
    }
}
