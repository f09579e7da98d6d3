using System.Data.Common;
using Parley.Audit;
using Parley.Storage;

namespace Parley.Messages;

/// <summary>
/// Seals the log itself, so that a message needs no entry of its own: of the content only its commitment, which stays when the
/// content is erased.
/// </summary>
internal sealed class SealedMessages : ISealed
{
    private const string Columns = """
        row_id, stamp, id, conversation_row, audience_row, seq, kind, channel, sender_role, sender_row, sender_business_row,
        client_id, sent_at, trace_row, commitment
        """;
    private const int ColumnCount = 15;

    public string Name => "message";

    public async Task<IReadOnlyList<SealedRow>> Read(Work work, SealedRange range, int limit, bool isVerifying)
    {
        var rows = new List<SealedRow>();
        var contents = new List<Content>();
        var hash = new RowHash(Name);
        var columns = Columns + (isVerifying ? ", salt, body, data, reply_to" : "");
        await using (var reader = await range.Open(work, columns, "message", limit))
            while (await reader.ReadAsync())
            {
                rows.Add(SealedRow.Of(reader, ColumnCount, hash));
                if (isVerifying)
                    contents.Add(Content.Of(reader));
            }

        if (!isVerifying)
            return rows;

        var emptied = rows.Where((_, i) => contents[i].IsEmpty).Select(row => row.Id);
        var erased = await Erasures.Of(work, Name, emptied);

        return [.. rows.Select((row, i) => row with { Fault = contents[i].Fault(row.Id, erased) })];
    }

    private sealed record Content(object Commitment, object Salt, object Body, object Data, object ReplyTo)
    {
        public static Content Of(DbDataReader reader) =>
            new(
                reader.GetValue(ColumnCount - 1),
                reader.GetValue(ColumnCount),
                reader.GetValue(ColumnCount + 1),
                reader.GetValue(ColumnCount + 2),
                reader.GetValue(ColumnCount + 3)
            );

        public bool IsEmpty => Salt is DBNull && Body is DBNull && Data is DBNull && ReplyTo is DBNull;

        public string? Fault(Guid id, IReadOnlySet<Guid> erased) =>
            IsEmpty ? Erasures.FaultOf(id, erased)
            : Salt is byte[] salt
            && Body is string or DBNull
            && Data is string or DBNull
            && IsId(ReplyTo, out var replyTo)
                ? Erasures.FaultOf(
                    Message.CommitmentOf(salt, Body as string, Data as string, replyTo),
                    Commitment as byte[]
                )
            : Erasures.OtherContent;

        private static bool IsId(object value, out Guid? id)
        {
            id = value switch
            {
                Guid uuid => uuid,
                byte[] { Length: 16 } bytes => new Guid(bytes, bigEndian: true),
                _ => null,
            };

            return id is not null || value is DBNull;
        }
    }
}
