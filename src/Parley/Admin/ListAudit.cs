using System.Buffers.Binary;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>Which entries.</summary>
public sealed record ListAuditQuery
{
    /// <summary>Only of this action, as in <c>conversation.closed</c>; <c>message.created</c> lists the messages.</summary>
    [StringLength(64)]
    public string? Action { get; init; }

    /// <summary>Only what this person did.</summary>
    public Guid? Actor { get; init; }

    /// <summary>Only what was done in this conversation.</summary>
    public Guid? Conversation { get; init; }

    /// <summary>Only from this instant on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [StringLength(200)]
    public string? Before { get; init; }

    [Range(1, 100)]
    [DefaultValue(50)]
    public int? Limit { get; init; }
}

internal static class ListAuditEndpoint
{
    public static void MapListAudit(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/admin/audit", Handle)
            .WithName(nameof(ListAudit))
            .WithTags("Admin")
            .For(Access.Admin, StatusCodes.Status400BadRequest);

    /// <summary>
    /// Lists what was done, the newest first. A page may hold fewer entries than asked for, or none, and still have a next one:
    /// each looks through a part of the log.
    /// </summary>
    internal static async Task<Ok<Page<AuditEntryView>>> Handle(
        [AsParameters] ListAuditQuery query,
        ListAudit list,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await list.Run(query, cancellationToken));
}

/// <summary>
/// Merges entries and messages by their ids, which rise with time. Either comes from an index; of one person's messages, which have
/// none, a page looks through so many of all.
/// </summary>
internal sealed class ListAudit(Database database, Installation installation)
{
    public const string MessageCreated = "message.created";
    private const string Purpose = "audit";
    private const int DefaultLimit = 50;
    private const int MaxMessagesSearched = 5000;

    public Task<Page<AuditEntryView>> Run(ListAuditQuery query, CancellationToken cancellationToken) =>
        database.Read(work => Read(work, query), cancellationToken);

    private async Task<Page<AuditEntryView>> Read(Work work, ListAuditQuery query)
    {
        var limit = query.Limit ?? DefaultLimit;
        var (from, before) = BoundsOf(query);
        var actor = await RowOf(work, "person", query.Actor);
        var conversation = await RowOf(work, "conversation", query.Conversation);
        if (actor == 0 || conversation == 0)
            return new Page<AuditEntryView>([]);

        var hasMessages = query.Action is null or MessageCreated;
        var end = hasMessages && actor is not null && conversation is null ? await EndOf(work, from, before) : null;
        var parameters = new
        {
            query.Action,
            actor,
            conversation,
            from = end ?? from,
            before,
            count = limit + 1,
        };
        var rows = new List<AuditRow>();
        if (query.Action != MessageCreated)
            rows.AddRange(await AuditRow.OfEntries(work, WhereOfEntries(query), parameters));
        if (hasMessages)
            rows.AddRange(await AuditRow.OfMessages(work, WhereOfMessages(query), parameters));
        var page = rows.OrderByDescending(row => row.Id, ById).Take(limit).ToList();
        var next = rows.Count > limit ? page[^1].Id : end;

        return new Page<AuditEntryView>(
            [.. page.Select(row => row.View)],
            next is { } id ? installation.Seal(Purpose, Halves(id)) : null
        );
    }

    private static string WhereOfEntries(ListAuditQuery query) =>
        "id >= @from AND id < @before"
        + (query.Action is null ? "" : " AND action = @Action")
        + (query.Actor is null ? "" : " AND actor_row = @actor")
        + (query.Conversation is null ? "" : " AND conversation_row = @conversation");

    private static string WhereOfMessages(ListAuditQuery query) =>
        "id >= @from AND id < @before"
        + (query.Actor is null ? "" : " AND sender_row = @actor")
        + (
            query.Conversation is null
                ? ""
                : " AND audience_row IN (SELECT row_id FROM audience WHERE conversation_row = @conversation)"
        );

    /// <summary>How far this page looks; null when that is to the end.</summary>
    private static Task<Guid?> EndOf(Work work, Guid from, Guid before) =>
        work.One<Guid?>(
            "SELECT id FROM message WHERE id >= @from AND id < @before ORDER BY id DESC LIMIT 1 OFFSET @skipped",
            new
            {
                from,
                before,
                skipped = MaxMessagesSearched - 1,
            }
        );

    /// <returns>Null when nothing was asked for, 0 when there is no such thing.</returns>
    private static async Task<long?> RowOf(Work work, string table, Guid? id) =>
        id is null ? null : await work.One<long>($"SELECT row_id FROM {table} WHERE id = @id", new { id });

    private (Guid From, Guid Before) BoundsOf(ListAuditQuery query)
    {
        var from = query.From is { } first ? FirstIdOf(first) : Guid.Empty;
        var before = query.To is { } last ? FirstIdOf(last) : Guid.AllBitsSet;
        if (installation.OpenBefore(Purpose, query.Before, count: 2) is not [var high, var low])
            return (from, before);

        var next = IdOf(high, low);

        return (from, next.CompareTo(before) < 0 ? next : before);
    }

    /// <summary>Not above any id of this millisecond or later (RFC 9562 §5.7).</summary>
    private static Guid FirstIdOf(DateTimeOffset instant) => IdOf(instant.ToUnixTimeMilliseconds() << 16, 0);

    private static Guid IdOf(long high, long low)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], low);

        return new Guid(bytes, bigEndian: true);
    }

    private static long[] Halves(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);

        return [BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[8..])];
    }

    private static readonly IComparer<Guid> ById = Comparer<Guid>.Default;
}
