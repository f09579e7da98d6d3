using Parley.Audit;
using Parley.Events.Followers;
using Parley.Storage;

namespace Parley.Messages;

/// <summary>
/// Seals the log itself, so that a message needs no entry of its own: of the content only its commitment, which stays when the
/// content is erased.
/// </summary>
internal sealed class SealedMessages : ISealed
{
    public string Name => "message";

    public async Task<IReadOnlyList<SealedRow>> Read(Work work, SealedRange range, int limit, bool isVerifying)
    {
        var rows = await work.Query<Row>(
            $"""
            SELECT row_id, id, conversation_row, audience_row, seq, kind, channel, sender_role, sender_row, sender_business_row,
                client_id, sent_at, trace_row, commitment, stamp {(isVerifying ? ", salt, body, data, reply_to" : "")}
            FROM message {SealedRange.Sql(work)}
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
        public long ConversationRow { get; init; }
        public long AudienceRow { get; init; }
        public long Seq { get; init; }
        public long Kind { get; init; }
        public long Channel { get; init; }
        public long SenderRole { get; init; }
        public long SenderRow { get; init; }
        public long SenderBusinessRow { get; init; }
        public Guid ClientId { get; init; }
        public DateTimeOffset SentAt { get; init; }
        public long TraceRow { get; init; }
        public byte[] Commitment { get; init; } = [];
        public long Stamp { get; init; }
        public byte[]? Salt { get; init; }
        public string? Body { get; init; }
        public string? Data { get; init; }
        public Guid? ReplyTo { get; init; }

        public bool IsEmpty => Salt is null && Body is null && Data is null && ReplyTo is null;

        public byte[] Hash() =>
            new RowHash("message")
                .Add(RowId)
                .Add(Id)
                .Add(ConversationRow)
                .Add(AudienceRow)
                .Add(Seq)
                .Add(Kind)
                .Add(Channel)
                .Add(SenderRole)
                .Add(SenderRow)
                .Add(SenderBusinessRow)
                .Add(ClientId)
                .Add(SentAt)
                .Add(TraceRow)
                .Add(Commitment)
                .Add(Stamp)
                .Take();

        public string? Fault(IReadOnlySet<Guid> erased) =>
            IsEmpty
                ? Erasures.FaultOf(Id, erased)
                : Erasures.FaultOf(Message.CommitmentOf(Salt, Body, Data, ReplyTo), Commitment);
    }
}
