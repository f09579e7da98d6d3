using Microsoft.AspNetCore.Http.HttpResults;
using Parley.Audit;
using Parley.Conversations;
using Parley.Kernel;
using Parley.Messages;
using Parley.People;
using Parley.Storage;

namespace Parley.Contact;

internal static class BlockCustomerEndpoints
{
    public static void MapBlockCustomer(this IEndpointRouteBuilder routes)
    {
        routes
            .MapPut("/businesses/{id:guid}/blocks/{personId:guid}", Block)
            .WithName(nameof(BlockCustomer))
            .WithTags("Businesses")
            .For(Access.SignedIn, StatusCodes.Status404NotFound);
        routes
            .MapDelete("/businesses/{id:guid}/blocks/{personId:guid}", Unblock)
            .WithName("UnblockCustomer")
            .WithTags("Businesses")
            .For(Access.SignedIn, StatusCodes.Status404NotFound);
    }

    /// <summary>Keeps a customer from writing to a business of the caller, but for what he has ordered.</summary>
    internal static async Task<Results<NoContent, NotFound>> Block(
        Guid id,
        Guid personId,
        Actor actor,
        BlockCustomer block,
        CancellationToken cancellationToken
    ) =>
        await block.Run(actor, id, personId, isBlocked: true, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    /// <summary>Lets a customer write again.</summary>
    internal static async Task<Results<NoContent, NotFound>> Unblock(
        Guid id,
        Guid personId,
        Actor actor,
        BlockCustomer block,
        CancellationToken cancellationToken
    ) =>
        await block.Run(actor, id, personId, isBlocked: false, cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}

/// <summary>
/// Blocks a customer of a business, or lets him in again, in the message log's own order: what it took before stays, and what comes
/// after is refused, also from a seat that was made before.
/// </summary>
internal sealed class BlockCustomer(Database database, MessageLog log, Clock clock)
{
    /// <returns>False when the actor speaks for no such business, or it has no such customer.</returns>
    public async Task<bool> Run(
        Actor actor,
        Guid businessId,
        Guid personId,
        bool isBlocked,
        CancellationToken cancellationToken
    )
    {
        // Who may not do it must not keep the log busy.
        var pair = await database.Read(work => Pair.Find(work, actor, businessId, personId), cancellationToken);
        if (pair is null)
            return false;

        await log.Tell(async work =>
            (pair = await Pair.Find(work, actor, businessId, personId)) is null
                ? new Happened([], [])
                : await Change(work, actor, pair, personId, isBlocked)
        );

        return pair is not null;
    }

    private async Task<Happened> Change(Work work, Actor actor, Pair pair, Guid personId, bool isBlocked)
    {
        var parameters = new
        {
            pair.BusinessRow,
            pair.CustomerRow,
            by = actor.PersonRow,
            clock.Now,
        };
        var changed = await work.Execute(
            isBlocked
                ? """
                INSERT INTO business_block (business_row, person_row, by_row, blocked_at)
                VALUES (@BusinessRow, @CustomerRow, @by, @Now) ON CONFLICT (business_row, person_row) DO NOTHING
                """
                : "DELETE FROM business_block WHERE business_row = @BusinessRow AND person_row = @CustomerRow",
            parameters
        );
        if (changed == 0)
            return new Happened([], []);

        var rows = await work.Query<long>(
            """
            UPDATE conversation SET party_version = party_version + 1
            WHERE customer_row = @CustomerRow AND business_row = @BusinessRow RETURNING row_id
            """,
            parameters
        );
        await InboxRows.Show(work, [.. rows]);
        await AuditLog.Record(
            work,
            new AuditEntry(isBlocked ? "customer.blocked" : "customer.unblocked", AuditActor.Of(actor), clock.Now)
            {
                BusinessRow = pair.BusinessRow,
                Subject = personId,
            }
        );

        return new Happened(rows, []);
    }

    private sealed class Pair
    {
        public long BusinessRow { get; init; }
        public long CustomerRow { get; init; }

        /// <summary>The guarded load: a business of the actor, and somebody who has a conversation with it as its customer.</summary>
        public static Task<Pair?> Find(Work work, Actor actor, Guid businessId, Guid personId) =>
            work.One<Pair>(
                """
                SELECT member.business_row, person.row_id AS customer_row
                FROM business
                JOIN member ON member.business_row = business.row_id AND member.person_row = @PersonRow
                    AND member.left_at IS NULL
                JOIN person ON person.id = @personId
                WHERE business.id = @businessId AND EXISTS (SELECT 1 FROM conversation
                    WHERE conversation.customer_row = person.row_id AND conversation.business_row = business.row_id)
                """,
                new
                {
                    businessId,
                    personId,
                    actor.PersonRow,
                }
            );
    }
}
