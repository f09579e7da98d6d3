using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Kernel;
using Parley.People;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>Told when a line of a list has changed. Must return at once and never throw.</summary>
public interface IShowInbox
{
    void Show(Guid conversationId, Owner owner);
}

internal static class InboxStateEndpoints
{
    private static readonly (string Path, string Name, InboxFlag Flag)[] States =
    [
        ("archive", "Archive", InboxFlag.Archived),
        ("mute", "Mute", InboxFlag.Muted),
        ("unread", "MarkUnread", InboxFlag.MarkedUnread),
        ("spam", "ReportSpam", InboxFlag.Spam),
    ];

    public static void MapInboxState(this IEndpointRouteBuilder routes)
    {
        foreach (var (path, name, flag) in States)
        {
            var of = $"/conversations/{{conversationId:guid}}/{path}";
            Map(
                routes.MapPut(
                    of,
                    (Guid conversationId, Actor actor, InboxState state, CancellationToken cancellationToken) =>
                        Set(conversationId, actor, state, flag, true, cancellationToken)
                ),
                name,
                flag.OfBusiness
            );
            Map(
                routes.MapDelete(
                    of,
                    (Guid conversationId, Actor actor, InboxState state, CancellationToken cancellationToken) =>
                        Set(conversationId, actor, state, flag, false, cancellationToken)
                ),
                $"Undo{name}",
                flag.OfBusiness
            );
        }

        Map(routes.MapPut("/conversations/{conversationId:guid}/assignee", Assign), "Assign", ofBusiness: true);
        Map(routes.MapDelete("/conversations/{conversationId:guid}/assignee", Release), "Release", ofBusiness: true);
    }

    private static void Map(RouteHandlerBuilder route, string name, bool ofBusiness)
    {
        route.WithName(name).WithTags("Conversations").For(Access.SignedInOrGuest, StatusCodes.Status404NotFound);
        if (ofBusiness)
            route.ProducesProblem(StatusCodes.Status403Forbidden);
    }

    /// <summary>Sets or takes back a state that only the caller's own side sees.</summary>
    private static async Task<Results<NoContent, NotFound>> Set(
        Guid conversationId,
        Actor actor,
        InboxState state,
        InboxFlag flag,
        bool value,
        CancellationToken cancellationToken
    ) =>
        await state.Set(actor, conversationId, flag, value, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    /// <summary>Gives the conversation to a member of the caller's business.</summary>
    internal static async Task<Results<NoContent, NotFound>> Assign(
        Guid conversationId,
        AssignRequest request,
        Actor actor,
        InboxState state,
        CancellationToken cancellationToken
    ) =>
        await state.Assign(actor, conversationId, request.PersonId, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    /// <summary>Takes the conversation from whoever has it.</summary>
    internal static async Task<Results<NoContent, NotFound>> Release(
        Guid conversationId,
        Actor actor,
        InboxState state,
        CancellationToken cancellationToken
    ) =>
        await state.Assign(actor, conversationId, null, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}

/// <param name="PersonId">A member of the business; the caller himself to take it.</param>
public sealed record AssignRequest(Guid PersonId)
{
    [JsonExtensionData, NothingReserved]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <param name="Column">Of <c>inbox_row</c>, never text from outside.</param>
/// <param name="Set">The audit's word for setting it.</param>
/// <param name="TakenBack">The audit's word for taking it back.</param>
/// <param name="OfBusiness">Only a business has it; a customer does not.</param>
public sealed record InboxFlag(string Column, string Set, string TakenBack, bool OfBusiness = false)
{
    public static readonly InboxFlag Archived = new("archived", "conversation.archived", "conversation.unarchived");
    public static readonly InboxFlag Muted = new("muted", "conversation.muted", "conversation.unmuted");
    public static readonly InboxFlag MarkedUnread = new(
        "unread_mark",
        "conversation.marked_unread",
        "conversation.unmarked_unread"
    );
    public static readonly InboxFlag Spam = new(
        "spam",
        "conversation.reported_spam",
        "conversation.cleared_of_spam",
        OfBusiness: true
    );
}

/// <summary>What one side keeps about a conversation for itself: the other side never sees it.</summary>
public sealed class InboxState(
    Seats seats,
    Cursors cursors,
    Database database,
    IEnumerable<IShowInbox> shows,
    Clock clock
)
{
    /// <returns>False when there is no such conversation for the caller.</returns>
    public async Task<bool> Set(
        Actor actor,
        Guid conversationId,
        InboxFlag flag,
        bool value,
        CancellationToken cancellationToken
    )
    {
        if (await seats.Of(actor, conversationId, cancellationToken) is not { } seat)
            return false;

        if (flag.OfBusiness)
            RequireBusiness(seat);
        // A move that was made before the mark must not wipe it out when it is written after it.
        await cursors.Flush(seat.Facts.RowId);
        var entry = seat.Audited(value ? flag.Set : flag.TakenBack, clock.Now);
        await Change(seat, flag.Column, new { value }, entry, cancellationToken);

        return true;
    }

    /// <param name="personId">Null for nobody.</param>
    /// <returns>False when there is no such conversation for the caller, or no such member in his business.</returns>
    public async Task<bool> Assign(
        Actor actor,
        Guid conversationId,
        Guid? personId,
        CancellationToken cancellationToken
    )
    {
        if (await seats.Of(actor, conversationId, cancellationToken) is not { } seat)
            return false;

        RequireBusiness(seat);
        var personRow = personId is { } id ? await MemberRow(seat.Side.Owner.Row, id, cancellationToken) : 0;
        if (personId is not null && personRow == 0)
            return false;

        var entry = seat.Audited(personId is null ? "conversation.released" : "conversation.assigned", clock.Now) with
        {
            Subject = personId,
        };
        await Change(seat, "assignee_row", new { value = personRow }, entry, cancellationToken);

        return true;
    }

    private static void RequireBusiness(Seat seat) =>
        RuleBrokenException.Unless(seat.Side.Owner.Kind == OwnerKind.Business, Problem.Forbidden);

    private Task<long> MemberRow(long businessRow, Guid personId, CancellationToken cancellationToken) =>
        database.Read(
            work =>
                work.One<long>(
                    """
                    SELECT person.row_id FROM member JOIN person ON person.row_id = member.person_row
                    WHERE member.business_row = @businessRow AND member.left_at IS NULL AND person.id = @personId
                    """,
                    new { businessRow, personId }
                ),
            cancellationToken
        );

    private async Task Change(
        Seat seat,
        string column,
        object value,
        AuditEntry entry,
        CancellationToken cancellationToken
    )
    {
        var owner = seat.Side.Owner;
        await database.Write(
            async work =>
            {
                var parameters = new Dapper.DynamicParameters(value);
                parameters.AddDynamicParams(
                    new
                    {
                        Owner = owner.Value,
                        seat.Facts.RowId,
                        Stamp = await work.Stamp(),
                    }
                );
                var changed = await work.Execute(
                    $"""
                    UPDATE inbox_row SET {column} = @value, stamp = @Stamp
                    WHERE owner = @Owner AND conversation_row = @RowId AND {column} <> @value
                    """,
                    parameters
                );
                if (changed == 1)
                    await AuditLog.Record(work, entry);
            },
            cancellationToken
        );
        foreach (var show in shows)
            show.Show(seat.Facts.Id, owner);
    }
}
