using Parley.Events.Followers;
using Parley.Storage;

namespace Parley.Audit;

/// <summary>Seals the entries, whole.</summary>
internal sealed class SealedEntries : ISealed
{
    public string Name => "entry";

    public async Task<IReadOnlyList<SealedRow>> Read(Work work, SealedRange range, int limit, bool isVerifying)
    {
        var rows = await work.Query<Row>(
            $"""
            SELECT row_id, id, at, action, actor_row, actor_role, trace_row, shop_row, business_row, conversation_row, subject,
                channel, data, {(work.OnPostgres ? "stamp" : "0 AS stamp")}
            FROM audit_entry {SealedRange.Sql(work)}
            """,
            range.Parameters(limit)
        );

        return [.. rows.Select(row => new SealedRow(new Place(row.Stamp, row.RowId), row.Id, row.Hash()))];
    }

    private sealed class Row
    {
        public long RowId { get; init; }
        public Guid Id { get; init; }
        public DateTimeOffset At { get; init; }
        public string Action { get; init; } = "";
        public long ActorRow { get; init; }
        public string ActorRole { get; init; } = "";
        public long TraceRow { get; init; }
        public long ShopRow { get; init; }
        public long BusinessRow { get; init; }
        public long ConversationRow { get; init; }
        public Guid? Subject { get; init; }
        public long Channel { get; init; }
        public string? Data { get; init; }
        public long Stamp { get; init; }

        public byte[] Hash() =>
            new RowHash("entry")
                .Add(RowId)
                .Add(Id)
                .Add(At)
                .Add(Action)
                .Add(ActorRow)
                .Add(ActorRole)
                .Add(TraceRow)
                .Add(ShopRow)
                .Add(BusinessRow)
                .Add(ConversationRow)
                .Add(Subject)
                .Add(Channel)
                .Add(Data)
                .Add(Stamp)
                .Take();
    }
}
