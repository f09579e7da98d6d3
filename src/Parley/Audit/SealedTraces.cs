using System.Data.Common;
using Parley.Storage;

namespace Parley.Audit;

/// <summary>Seals the traces, but of address and user agent only the commitment, so that they can be erased.</summary>
internal sealed class SealedTraces : ISealed
{
    private const string Columns = "id, session_row, first_at, commitment";
    private const int ColumnCount = 6;

    public string Name => "trace";

    public async Task<IReadOnlyList<SealedRow>> Read(Work work, SealedRange range, int limit, bool isVerifying)
    {
        var rows = new List<SealedRow>();
        var contents = new List<Content>();
        var hash = new RowHash(Name);
        var columns = $"row_id, {(work.OnPostgres ? "stamp" : "0 AS stamp")}, {Columns}, address, user_agent, salt";
        await using (var reader = await range.Open(work, columns, "audit_trace", limit))
            while (await reader.ReadAsync())
            {
                rows.Add(SealedRow.Of(reader, ColumnCount, hash));
                contents.Add(Content.Of(reader));
            }

        if (!isVerifying)
            return rows;

        var emptied = rows.Where((_, i) => contents[i].IsEmpty).Select(row => row.Id);
        var erased = await Erasures.Of(work, Name, emptied);

        return [.. rows.Select((row, i) => row with { Fault = contents[i].Fault(row.Id, erased) })];
    }

    private sealed record Content(object Commitment, object Address, object UserAgent, object Salt)
    {
        public static Content Of(DbDataReader reader) =>
            new(
                reader.GetValue(ColumnCount - 1),
                reader.GetValue(ColumnCount),
                reader.GetValue(ColumnCount + 1),
                reader.GetValue(ColumnCount + 2)
            );

        public bool IsEmpty => Address is DBNull && UserAgent is DBNull && Salt is DBNull;

        public string? Fault(Guid id, IReadOnlySet<Guid> erased) =>
            IsEmpty ? Erasures.FaultOf(id, erased)
            : Address is string address && UserAgent is string agent && Salt is byte[] salt
                ? Erasures.FaultOf(Traces.CommitmentOf(salt, address, agent), Commitment as byte[])
            : Erasures.OtherContent;
    }
}
