using Parley.Events.Followers;
using Parley.Storage;

namespace Parley.Audit;

/// <summary>Seals the traces, but of address and user agent only the commitment, so that they can be erased.</summary>
internal sealed class SealedTraces : ISealed
{
    public string Name => "trace";

    public async Task<IReadOnlyList<SealedRow>> Read(Work work, SealedRange range, int limit, bool isVerifying)
    {
        var rows = await work.Query<Row>(
            $"""
            SELECT row_id, id, session_row, address, user_agent, salt, commitment, first_at,
                {(work.OnPostgres ? "stamp" : "0 AS stamp")}
            FROM audit_trace {SealedRange.Sql(work)}
            """,
            range.Parameters(limit)
        );
        var erased = isVerifying
            ? await Erasures.Of(work, Name, rows.Where(row => row.IsEmpty).Select(row => row.Id))
            : null;

        return
        [
            .. rows.Select(row => new SealedRow(
                new Place(row.Stamp, row.RowId),
                row.Id,
                row.Hash(),
                erased is null ? null : row.Fault(erased)
            )),
        ];
    }

    private sealed class Row
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public long SessionRow { get; init; }
        public string? Address { get; init; }
        public string? UserAgent { get; init; }
        public byte[]? Salt { get; init; }
        public byte[] Commitment { get; init; } = [];
        public DateTimeOffset FirstAt { get; init; }
        public long Stamp { get; init; }

        public bool IsEmpty => Address is null && UserAgent is null && Salt is null;

        public byte[] Hash() =>
            new RowHash("trace").Add(RowId).Add(Id).Add(SessionRow).Add(Commitment).Add(FirstAt).Add(Stamp).Take();

        public string? Fault(IReadOnlySet<Guid> erased) =>
            IsEmpty
                ? Erasures.FaultOf(Id, erased)
                : Erasures.FaultOf(Traces.CommitmentOf(Salt ?? [], Address ?? "", UserAgent ?? ""), Commitment);
    }
}
