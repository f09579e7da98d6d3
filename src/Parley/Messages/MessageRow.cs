using Parley.Conversations;

namespace Parley.Messages;

/// <summary>A message as it is read from the database.</summary>
internal class MessageRow
{
    public const string Columns = """
        message.row_id, message.id, message.conversation_row, message.audience_row, message.seq, message.kind, message.channel,
        message.sender_role, message.sender_row, message.sender_business_row, message.client_id, message.sent_at,
        message.reply_to, message.body, message.data
        """;

    public long RowId { get; init; }
    public Guid Id { get; init; }
    public long ConversationRow { get; init; }
    public long AudienceRow { get; init; }
    public long Seq { get; init; }
    public MessageKind Kind { get; init; }
    public Channel Channel { get; init; }
    public Role SenderRole { get; init; }
    public long SenderRow { get; init; }
    public long SenderBusinessRow { get; init; }
    public Guid ClientId { get; init; }
    public DateTimeOffset SentAt { get; init; }
    public Guid? ReplyTo { get; init; }
    public string? Body { get; init; }
    public string? Data { get; init; }

    public Message Message =>
        new()
        {
            RowId = RowId,
            Id = Id,
            ConversationRow = ConversationRow,
            AudienceRow = AudienceRow,
            Seq = Seq,
            Kind = Kind,
            Channel = Channel,
            SenderRole = SenderRole,
            SenderRow = SenderRow,
            SenderBusinessRow = SenderBusinessRow,
            ClientId = ClientId,
            SentAt = SentAt,
            ReplyTo = ReplyTo,
            Body = Body,
            Data = Data,
        };
}
