using System.Security.Cryptography;
using System.Text.Json;
using Parley.Load;
using Parley.Storage;

namespace Parley.Bench;

/// <summary>
/// What an import left: how many rows of each table, and a hash over what they say, without ids and times, so that two databases
/// can be compared.
/// </summary>
internal sealed record ImportedState(IReadOnlyDictionary<string, long> Rows, string Hash)
{
    private static readonly string[] Tables =
    [
        "person",
        "identity",
        "business",
        "orders",
        "order_item",
        "order_business",
        "conversation",
        "party",
        "inbox_row",
        "message",
        "audit_entry",
    ];

    // Each in an order that does not depend on who came first.
    private static readonly string[] Contents =
    [
        """
            SELECT o.external_id, o.number, o.version, o.status, customer.name, o.placed_at
            FROM orders o JOIN person customer ON customer.row_id = o.customer_row ORDER BY o.external_id
            """,
        """
            SELECT o.external_id, item.position, item.title, item.quantity, item.price_minor, seller.name AS seller,
                supplier.name AS supplier
            FROM order_item item JOIN orders o ON o.row_id = item.order_row JOIN business seller ON seller.row_id = item.seller_row
            LEFT JOIN business supplier ON supplier.row_id = item.supplier_row ORDER BY o.external_id, item.position
            """,
        """
            SELECT o.external_id, seller.name, c.subject, c.search_text, c.status, c.party_version,
                (SELECT count(*) FROM party WHERE party.conversation_row = c.row_id AND party.left_at IS NULL) AS parties
            FROM conversation c JOIN orders o ON o.id = c.topic_id JOIN business seller ON seller.row_id = c.business_row
            ORDER BY o.external_id, seller.name
            """,
        """
            SELECT o.external_id, seller.name, m.seq, m.kind, m.sender_role, m.data
            FROM message m JOIN conversation c ON c.row_id = m.conversation_row JOIN orders o ON o.id = c.topic_id
            JOIN business seller ON seller.row_id = c.business_row ORDER BY o.external_id, seller.name, m.seq
            """,
        "SELECT action, count(*) AS count FROM audit_entry GROUP BY action ORDER BY action",
    ];

    public static Task<ImportedState> Of(Store store) =>
        store.Read(async work =>
        {
            if (work.OnPostgres)
                await work.Execute("SET LOCAL statement_timeout = 0");
            var rows = new Dictionary<string, long>();
            foreach (var table in Tables)
                rows[table] = await work.One<long>($"SELECT count(*) FROM {table}");

            return new ImportedState(rows, await HashOf(work));
        });

    private static async Task<string> HashOf(Work work)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var content in Contents)
        foreach (IDictionary<string, object> row in await work.Query<dynamic>(content))
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(row.Values));

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public bool IsSame(ImportedState other) =>
        Hash == other.Hash && Rows.All(table => other.Rows[table.Key] == table.Value);

    public override string ToString() =>
        string.Join(", ", Rows.Select(table => $"{table.Key} {table.Value}")) + $", hash {Hash[..12]}";
}
