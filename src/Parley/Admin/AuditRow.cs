using System.Text.Json;
using Parley.Commerce;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>An entry, or a message as the entry that it is, with the public ids of what it names.</summary>
internal sealed class AuditRow
{
    /// <summary>Columns of both sources, by the same names.</summary>
    private const string Select = """
        SELECT e.id, e.at, e.action, e.actor_role, e.sender_role, e.kind, audience.kind AS audience, e.channel, e.subject, e.data,
            person.id AS actor_id, person.name AS actor_name, shop.id AS shop_id, business.id AS business_id,
            conversation.id AS conversation_id, conversation.topic_kind, conversation.topic_id, trace.address, trace.user_agent
        """;

    private const string Joins = """
        LEFT JOIN person ON person.row_id = e.actor_row
        LEFT JOIN business ON business.row_id = e.business_row
        LEFT JOIN conversation ON conversation.row_id = e.conversation_row
        LEFT JOIN shop ON shop.row_id = CASE WHEN e.shop_row = 0 THEN conversation.shop_row ELSE e.shop_row END
        LEFT JOIN audit_trace trace ON trace.row_id = e.trace_row
        LEFT JOIN audience ON audience.row_id = e.audience_row
        ORDER BY e.id DESC
        """;

    public Guid Id { get; init; }
    public DateTimeOffset At { get; init; }
    public string? Action { get; init; }
    public string? ActorRole { get; init; }
    public Role? SenderRole { get; init; }
    public MessageKind? Kind { get; init; }
    public AudienceKind? Audience { get; init; }
    public Channel Channel { get; init; }
    public Guid? Subject { get; init; }
    public string? Data { get; init; }
    public Guid? ActorId { get; init; }
    public string? ActorName { get; init; }
    public Guid? ShopId { get; init; }
    public Guid? BusinessId { get; init; }
    public Guid? ConversationId { get; init; }
    public TopicKind? TopicKind { get; init; }
    public Guid? TopicId { get; init; }
    public string? Address { get; init; }
    public string? UserAgent { get; init; }

    public static Task<IReadOnlyList<AuditRow>> OfEntries(Work work, string where, object parameters) =>
        work.Query<AuditRow>(
            $"""
            {Select} FROM (
                SELECT id, at, action, actor_role, 0 AS sender_role, 0 AS kind, channel, subject, data, actor_row, business_row,
                    conversation_row, shop_row, trace_row, 0 AS audience_row
                FROM audit_entry WHERE {where} ORDER BY id DESC LIMIT @count
            ) e {Joins}
            """,
            parameters
        );

    public static Task<IReadOnlyList<AuditRow>> OfMessages(Work work, string where, object parameters) =>
        work.Query<AuditRow>(
            $"""
            {Select} FROM (
                SELECT id, sent_at AS at, NULL AS action, NULL AS actor_role, sender_role, kind, channel, id AS subject,
                    NULL AS data, sender_row AS actor_row, sender_business_row AS business_row, conversation_row, 0 AS shop_row,
                    trace_row, audience_row
                FROM message WHERE {where} ORDER BY id DESC LIMIT @count
            ) e {Joins}
            """,
            parameters
        );

    public AuditEntryView View =>
        new(
            Id,
            Action ?? ListAudit.MessageCreated,
            At,
            ActorRole ?? SenderRole!.Value.ToString().ToLowerInvariant(),
            Channel,
            ActorId is { } actor ? new AuditPersonView(actor, ActorName!) : null,
            ShopId,
            BusinessId,
            ConversationId,
            TopicKind is { } kind ? new AuditTopicView(kind, TopicId == Guid.Empty ? null : TopicId) : null,
            Subject,
            Address,
            UserAgent,
            Audience is { } audience
                    ? JsonSerializer.SerializeToElement(new AuditedMessage(Kind!.Value, audience), KernelModule.Json)
                : Data is null ? null
                : JsonSerializer.Deserialize<JsonElement>(Data)
        );
}
