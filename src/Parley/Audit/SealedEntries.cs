using Parley.Storage;

namespace Parley.Audit;

/// <summary>Seals the entries, whole.</summary>
internal sealed class SealedEntries : ISealed
{
    private const string Columns =
        "id, at, action, actor_row, actor_role, trace_row, shop_row, business_row, conversation_row, subject, channel, data";
    private const int ColumnCount = 14;

    public string Name => "entry";

    public async Task<IReadOnlyList<SealedRow>> Read(Work work, SealedRange range, int limit, bool isVerifying)
    {
        var rows = new List<SealedRow>();
        var hash = new RowHash(Name);
        await using var reader = await range.Open(
            work,
            $"row_id, {(work.OnPostgres ? "stamp" : "0 AS stamp")}, {Columns}",
            "audit_entry",
            limit
        );
        while (await reader.ReadAsync())
            rows.Add(SealedRow.Of(reader, ColumnCount, hash));

        return rows;
    }
}
